/**
 * Linting a Dockerfile again after an edit. Most rules look at instructions one by one (`scope: 'instruction'`). What they found at an instruction that is as it was, in surroundings that are as
 * they were, is kept and moved to its new lines; they are shown the others only. Rules that look at the file as a whole see it every time.
 */
import { fingerprints } from './dockerfile/fingerprints';
import type { Fingerprint } from './dockerfile/fingerprints';
import type { DockerfileModel } from './dockerfile/model';
import { partOf } from './dockerfile/selection';
import type { Finding } from './finding';
import { activeRules, lintParsed, runRule, shownFindings } from './lint';
import type { ParsedDocument } from './document';
import type { ActiveRule, LintOptions } from './lint';
import { moveFinding } from './move';
import type { Range } from './text/span';

/** A run, and what the next one may keep of it. */
export interface Linted {
  readonly parsed: ParsedDocument;
  readonly options: LintOptions;
  /** As `lintParsed` gives them. */
  readonly findings: readonly Finding[];
  readonly instructions: readonly LintedInstruction[];
}

interface LintedInstruction extends Fingerprint {
  /** First and last line, the comments and blank lines above it included. */
  readonly from: number;
  readonly to: number;
  /** Findings of the rules that look at nothing else, before ignore comments; undefined where one of them touches other lines, so that it cannot be kept. */
  readonly findings: readonly Finding[] | undefined;
}

/** Findings of a document, most of them from `previous`, a run on an earlier version of it. The same as `lintParsed` gives. */
export function lintEdited(parsed: ParsedDocument, options: LintOptions, previous?: Linted): Linted {
  if (parsed.target !== 'dockerfile') return { parsed, options, findings: lintParsed(parsed, options), instructions: [] };
  const { model } = parsed;
  const { all, narrow } = byScope(options);
  const prints = fingerprints(model);
  const kept = previous && sameOptions(previous.options, options) ? keptFindings(previous.instructions, prints, model) : [];
  const changed = model.instructions.filter((_, index) => !kept[index]);
  const part: ParsedDocument = changed.length === model.instructions.length ? parsed : { target: 'dockerfile', model: partOf(model, changed) };
  const findings: Finding[] = [];
  const own: Finding[] = [];
  for (const active of all) {
    if (!narrow.has(active)) runRule(active, parsed, options, findings);
    else if (changed.length > 0) runRule(active, part, options, own);
  }
  const instructions = linted(model, prints, kept, own);
  for (const each of kept) if (each) findings.push(...each);
  findings.push(...own);
  return { parsed, options, findings: shownFindings(findings, parsed, options), instructions };
}

const scopes = new WeakMap<readonly ActiveRule[], ReadonlySet<ActiveRule>>();

function byScope(options: LintOptions): { readonly all: readonly ActiveRule[]; readonly narrow: ReadonlySet<ActiveRule> } {
  const all = activeRules('dockerfile', options);
  let narrow = scopes.get(all);
  if (!narrow) scopes.set(all, (narrow = new Set(all.filter(({ rule }) => rule.target === 'dockerfile' && rule.scope === 'instruction'))));
  return { all, narrow };
}

function sameOptions(a: LintOptions, b: LintOptions): boolean {
  return a.settings === b.settings && a.workspace === b.workspace && a.versions === b.versions && a.today === b.today && a.rules === b.rules;
}

/** For each instruction what is kept of it; nothing (undefined, or past the end) where it has to be looked at. */
function keptFindings(before: readonly LintedInstruction[], now: readonly Fingerprint[], model: DockerfileModel): (readonly Finding[] | undefined)[] {
  const kept = new Array<readonly Finding[] | undefined>(now.length).fill(undefined);
  const keep = (old: number, index: number): boolean => {
    const was = before[old]!;
    const is = now[index]!;
    if (was.text !== is.text) return false;
    if (was.surroundings === is.surroundings) kept[index] = moved(was.findings, model.source.lineAt(model.instructions[index]!.span.end) - was.to);
    return true;
  };
  // An edit is in one place nearly always: what stands before it and behind it is found from the two ends.
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && keep(start, start)) start++;
  for (let end = 1; end <= shorter - start && keep(before.length - end, now.length - end); end++);
  return kept;
}

/** What the next run may keep; nothing where a finding stands outside the instructions that its rule was shown. */
function linted(model: DockerfileModel, prints: readonly Fingerprint[], kept: readonly (readonly Finding[] | undefined)[], own: readonly Finding[]): readonly LintedInstruction[] {
  let from = 0;
  let placed = 0;
  const instructions = model.instructions.map((instruction, index): LintedInstruction => {
    const { text, surroundings } = prints[index]!;
    const first = from;
    const to = model.source.lineAt(instruction.span.end);
    from = to + 1;
    if (kept[index]) return { text, surroundings, from: first, to, findings: kept[index] };
    const findings = own.filter(({ range }) => first <= range.start.line && range.start.line <= to);
    placed += findings.length;
    return { text, surroundings, from: first, to, findings: findings.every((finding) => isWithin(finding, first, to)) ? findings : undefined };
  });
  return placed === own.length ? instructions : [];
}

/** Whether a finding names no place outside these lines, the line break after them included. */
function isWithin(finding: Finding, from: number, to: number): boolean {
  const within = ({ start, end }: Range): boolean => start.line >= from && (end.line <= to || (end.line === to + 1 && end.character === 0));
  const elsewhere = (place: { readonly uri: string }): boolean => place.uri !== finding.uri;
  return (
    within(finding.range) &&
    finding.related.every((related) => elsewhere(related) || within(related.range)) &&
    finding.fixes.every((fix) => fix.edits.every((edit) => elsewhere(edit) || within(edit.range)))
  );
}

function moved(findings: readonly Finding[] | undefined, lines: number): readonly Finding[] | undefined {
  return lines === 0 ? findings : findings?.map((finding) => moveFinding(finding, lines));
}
