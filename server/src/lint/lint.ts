/** The linter: documents and settings in, findings out. Pure. */
import { parseDocument } from './document';
import type { LintDocument, ParsedDocument } from './document';
import { isTemplate } from './dockerfile/template';
import type { Finding, Related, Severity, TextEdit } from './finding';
import { fillMessage } from './message';
import { presets } from './rule';
import type { NamedRule, OptionValues, ReportDetails, Rule, RuleContext, RuleFix, RuleTarget, SpanEdit } from './rule';
import { rules as registry } from './rules/registry';
import type { Settings } from './settings/model';
import { filterFindings } from './suppress';
import { once } from './text/once';
import type { SourceText } from './text/source';
import type { Span } from './text/span';
import type { VersionAdvisories } from './versions/model';
import { emptyWorkspace } from './workspace/model';
import type { Workspace } from './workspace/model';

export interface LintOptions {
  readonly settings: Settings;
  /** What is known of other files; absent: nothing. Another object whenever an answer may be another (as with the settings and versions), since `lintEdited` looks at nothing else. */
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

/** All findings of one document, without ShellCheck's, sorted by place; ignore comments are applied. */
export function lint(document: LintDocument, options: LintOptions): Finding[] {
  const parsed = parseDocument(document);
  return parsed ? lintParsed(parsed, options) : [];
}

export function lintParsed(parsed: ParsedDocument, options: LintOptions): Finding[] {
  const findings: Finding[] = [];
  for (const active of activeRules(parsed.target, options)) runRule(active, parsed, options, findings);
  return shownFindings(findings, parsed, options);
}

/** What is left after ignore comments, sorted by place. */
export function shownFindings(findings: Finding[], parsed: ParsedDocument, options: LintOptions): Finding[] {
  return sortFindings(options.settings.inlineIgnores ? filterFindings(findings, parsed, options.today) : findings);
}

/** A rule that is on, with what the settings say of it. */
export interface ActiveRule {
  readonly rule: Rule;
  /** The user's, which wins over the rule's own. */
  readonly severity: Severity | undefined;
  readonly options: OptionValues<any>;
}

/** Settings are made once and used for every keystroke. */
const activeOf = once((_: Settings) => new Map<RuleTarget, readonly ActiveRule[]>());

/** The rules for documents of a kind that are on, in order of the registry. */
export function activeRules(target: RuleTarget, { rules, settings }: LintOptions): readonly ActiveRule[] {
  if (rules) return choose(rules, target, settings);
  const known = activeOf(settings);
  let active = known.get(target);
  if (!active) known.set(target, (active = choose(registry, target, settings)));
  return active;
}

function choose(rules: readonly Rule[], target: RuleTarget, settings: Settings): readonly ActiveRule[] {
  return rules
    .filter((rule) => rule.target === target && isActive(rule, settings))
    .map((rule) => {
      const { severity } = settings.rules[rule.name] ?? {};
      return { rule, severity: severity === 'off' ? undefined : severity, options: optionValues(rule, settings) };
    });
}

/** On by the user's setting, or else by the preset. */
export function isActive(rule: Pick<NamedRule, 'name' | 'preset'>, settings: Settings): boolean {
  const severity = settings.rules[rule.name]?.severity;
  if (severity !== undefined) return severity !== 'off';
  return presets.indexOf(rule.preset) <= presets.indexOf(settings.preset);
}

/** Whether there may be something for the rule to find, as far as can be told without it. */
function isConcerned(rule: Rule, parsed: ParsedDocument): boolean {
  if (parsed.target === 'dockerfile' && rule.target === 'dockerfile' && rule.keywords && parsed.model.all(...rule.keywords).length === 0) return false;
  if (rule.category !== 'syntax' && rule.silentInTemplates !== true) return true;
  return !(parsed.target === 'dockerfile' ? isTemplate(parsed.model) : parsed.target === 'compose' && parsed.model.template === true);
}

export function sortFindings(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => comparePlace(a, b) || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0));
}

function comparePlace(a: Finding, b: Finding): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}

/** Adds what a rule finds in a document to `into`. */
export function runRule({ rule, severity, options: values }: ActiveRule, parsed: ParsedDocument, options: LintOptions, into: Finding[]): void {
  if (!isConcerned(rule, parsed)) return;
  const start = options.clock?.() ?? 0;
  const before = into.length;
  const { source, uri } = parsed.model;
  const report = (at: Span, message: string, details: ReportDetails = {}): void => {
    const data = details.data ?? {};
    into.push({
      rule: rule.name,
      severity: severity ?? details.severity ?? rule.severity,
      message: fillMessage((rule.messages as Record<string, string>)[message] ?? message, data),
      range: source.range(at),
      uri,
      fixes: mayEdit(rule, parsed) ? toFixes(details.fixes, source, uri) : none,
      related: details.related ? details.related.map((related) => toRelated(related, source, uri)) : none,
      tags: details.tags ?? none,
      data: { ...data, message },
    });
  };
  const context: RuleContext<any> = {
    options: values,
    trustedRegistries: options.settings.trustedRegistries,
    today: options.today,
    workspace: options.workspace ?? emptyWorkspace,
    versions: options.versions ?? noAdvisories,
    isIgnored: (place) => options.settings.inlineIgnores && filterFindings([{ rule: rule.name, uri, range: source.range(place) }], parsed, options.today).length === 0,
  };
  try {
    if (rule.target === 'dockerfile' && parsed.target === 'dockerfile') rule.check(parsed.model, report, context);
    if (rule.target === 'compose' && parsed.target === 'compose') rule.check(parsed.model, report, context);
    if (rule.target === 'dockerignore' && parsed.target === 'dockerignore') rule.check(parsed.model, report, context);
    if (rule.target === 'daemon' && parsed.target === 'daemon') rule.check(parsed.model, report, context);
  } catch (error) {
    if (!options.onRuleError) throw error;
    options.onRuleError(rule.name, error);
    into.length = before;
  }
  if (options.clock) options.onRuleTime?.(rule.name, options.clock() - start);
}

const none: readonly never[] = [];

/** In a file that cannot be read whole, an edit may land in something that is not what it seems. The error itself can be mended. */
function mayEdit({ category }: Rule, { target, model }: ParsedDocument): boolean {
  return (target !== 'compose' && target !== 'daemon') || model.errors.length === 0 || category === 'syntax';
}

function optionValues(rule: Rule, settings: Settings): OptionValues<any> {
  const set = settings.rules[rule.name]?.options ?? {};
  const values = Object.entries(rule.options ?? {}).map(([name, option]) => [name, sameType(set[name], option.default) ? set[name] : option.default]);
  return Object.fromEntries(values) as OptionValues<any>;
}

function sameType(value: unknown, like: unknown): boolean {
  return Array.isArray(like) ? Array.isArray(value) : typeof value === typeof like;
}

function toFixes(fixes: readonly RuleFix[] | undefined, source: SourceText, uri: string): Finding['fixes'] {
  return fixes ? fixes.map((fix) => toFix(fix, source, uri)) : none;
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
