/** The linter: documents and settings in, findings out. Pure. */
import { parseCompose } from './compose/parse';
import type { ComposeModel } from './compose/model';
import type { DockerfileModel } from './dockerfile/model';
import { parseDockerfile } from './dockerfile/parse';
import { isTemplate } from './dockerfile/template';
import type { DockerignoreModel } from './dockerignore/model';
import { parseDockerignore } from './dockerignore/parse';
import type { Finding, Related, TextEdit } from './finding';
import { presets } from './rule';
import type { OptionValues, ReportDetails, Rule, RuleContext, RuleFix, RuleTarget, SpanEdit } from './rule';
import { rules as registry } from './rules/registry';
import type { Settings } from './settings/model';
import { filterFindings } from './suppress';
import type { SourceText } from './text/source';
import type { Span } from './text/span';
import type { VersionAdvisories } from './versions/model';
import { emptyWorkspace } from './workspace/model';
import type { Workspace } from './workspace/model';

export interface LintDocument {
  readonly uri: string;
  readonly target: RuleTarget;
  readonly text: string;
}

/** A document after parsing; keep it to lint the same text again under other settings. */
export type ParsedDocument =
  | { readonly target: 'dockerfile'; readonly model: DockerfileModel }
  | { readonly target: 'compose'; readonly model: ComposeModel }
  | { readonly target: 'dockerignore'; readonly model: DockerignoreModel };

export interface LintOptions {
  readonly settings: Settings;
  /** What is known of other files; absent: nothing. */
  readonly workspace?: Workspace;
  /** What has been looked up about the versions that the document pins; absent: nothing. */
  readonly versions?: VersionAdvisories;
  /** ISO date to judge end of life by. */
  readonly today: string;
  /** Instead of the registry; for tests. */
  readonly rules?: readonly Rule[];
  /** Milliseconds a rule took, measured with the caller's `clock`. */
  readonly onRuleTime?: (rule: string, ms: number) => void;
  readonly clock?: () => number;
  /** A rule that throws is a defect: it is told here, its findings are dropped, and the others run. */
  readonly onRuleError?: (rule: string, error: unknown) => void;
}

const noAdvisories: VersionAdvisories = { verdict: () => undefined };

/** Undefined for targets without a model. */
export function parseDocument(document: LintDocument): ParsedDocument | undefined {
  switch (document.target) {
    case 'dockerfile':
      return { target: 'dockerfile', model: parseDockerfile(document.text, document.uri) };
    case 'compose':
      return { target: 'compose', model: parseCompose(document.text, document.uri) };
    case 'dockerignore':
      return { target: 'dockerignore', model: parseDockerignore(document.text, document.uri) };
    default:
      return undefined;
  }
}

/** All findings of one document, without ShellCheck's, sorted by place; ignore comments are applied. */
export function lint(document: LintDocument, options: LintOptions): Finding[] {
  const parsed = parseDocument(document);
  return parsed ? lintParsed(parsed, options) : [];
}

export function lintParsed(parsed: ParsedDocument, options: LintOptions): Finding[] {
  const findings: Finding[] = [];
  for (const rule of options.rules ?? registry) {
    if (rule.target !== parsed.target || !isActive(rule, options.settings) || isSilentInTemplate(rule, parsed)) continue;
    const start = options.clock?.() ?? 0;
    const found = runRule(rule, parsed, options);
    if (options.clock) options.onRuleTime?.(rule.name, options.clock() - start);
    findings.push(...found);
  }
  return sortFindings(options.settings.inlineIgnores ? filterFindings(findings, parsed, options.today) : findings);
}

/** On by the user's setting, or else by the preset. */
export function isActive(rule: Rule, settings: Settings): boolean {
  const severity = settings.rules[rule.name]?.severity;
  if (severity !== undefined) return severity !== 'off';
  return presets.indexOf(rule.preset) <= presets.indexOf(settings.preset);
}

function isSilentInTemplate(rule: Rule, parsed: ParsedDocument): boolean {
  return parsed.target === 'dockerfile' && (rule.category === 'syntax' || rule.silentInTemplates === true) && isTemplate(parsed.model);
}

export function sortFindings(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => comparePlace(a, b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function comparePlace(a: Finding, b: Finding): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

function runRule(rule: Rule, parsed: ParsedDocument, options: LintOptions): Finding[] {
  const found: Finding[] = [];
  const { source, uri } = parsed.model;
  const report = (at: Span, message: string, details: ReportDetails = {}): void => {
    const data = details.data ?? {};
    found.push({
      rule: rule.name,
      severity: severityOf(rule, options.settings, details),
      message: fillMessage((rule.messages as Record<string, string>)[message] ?? message, data),
      range: source.range(at),
      uri,
      // In a Compose file that cannot be read whole, an edit may land in something that is not what it seems.
      fixes: parsed.target === 'compose' && parsed.model.errors.length > 0 ? [] : (details.fixes ?? []).map((fix) => toFix(fix, source, uri)),
      related: (details.related ?? []).map((related) => toRelated(related, source, uri)),
      tags: details.tags ?? [],
      data: { ...data, message },
    });
  };
  const context: RuleContext<any> = {
    options: optionValues(rule, options.settings),
    trustedRegistries: options.settings.trustedRegistries,
    today: options.today,
    workspace: options.workspace ?? emptyWorkspace,
    versions: options.versions ?? noAdvisories,
  };
  try {
    if (rule.target === 'dockerfile' && parsed.target === 'dockerfile') rule.check(parsed.model, report, context);
    if (rule.target === 'compose' && parsed.target === 'compose') rule.check(parsed.model, report, context);
    if (rule.target === 'dockerignore' && parsed.target === 'dockerignore') rule.check(parsed.model, report, context);
  } catch (error) {
    if (!options.onRuleError) throw error;
    options.onRuleError(rule.name, error);
    return [];
  }
  return found;
}

function severityOf(rule: Rule, settings: Settings, details: ReportDetails): Finding['severity'] {
  const set = settings.rules[rule.name]?.severity;
  return set !== undefined && set !== 'off' ? set : (details.severity ?? rule.severity);
}

function optionValues(rule: Rule, settings: Settings): OptionValues<any> {
  const set = settings.rules[rule.name]?.options ?? {};
  const values = Object.entries(rule.options ?? {}).map(([name, option]) => [name, sameType(set[name], option.default) ? set[name] : option.default]);
  return Object.fromEntries(values) as OptionValues<any>;
}

function sameType(value: unknown, like: unknown): boolean {
  return Array.isArray(like) ? Array.isArray(value) : typeof value === typeof like;
}

/** Replaces `{name}` by the data of that name; unknown names stay. */
export function fillMessage(message: string, data: Readonly<Record<string, string | number | boolean>>): string {
  return message.replace(/\{(\w+)\}/g, (whole, name: string) => (name in data ? String(data[name]) : whole));
}

function toFix(fix: RuleFix, source: SourceText, uri: string): Finding['fixes'][number] {
  return {
    title: fix.title,
    applicability: fix.applicability,
    edits: fix.edits.map((edit) => toEdit(edit, source, uri)),
    ...(fix.creates ? { creates: fix.creates } : {}),
  };
}

function toEdit(edit: SpanEdit | TextEdit, source: SourceText, uri: string): TextEdit {
  return 'span' in edit ? { uri, range: source.range(edit.span), newText: edit.newText } : edit;
}

function toRelated(related: Related | { readonly span: Span; readonly message: string }, source: SourceText, uri: string): Related {
  return 'span' in related ? { uri, range: source.range(related.span), message: related.message } : related;
}
