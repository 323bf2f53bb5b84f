/**
 * Linting a Dockerfile again after an edit. Most rules look at instructions or stages one by one (`scope`). What they found in one that is as it was, in surroundings that are as they were, is kept
 * and moved to its new lines; they are shown the others only. Rules that look at the file as a whole see it every time.
 */
import { fingerprints, stageFingerprints } from './dockerfile/fingerprints';
import type { Fingerprint } from './dockerfile/fingerprints';
import type { DockerfileModel } from './dockerfile/model';
import { partOf, stagesOf } from './dockerfile/selection';
import type { Finding } from './finding';
import { activeRules, lintParsed, runRule, shownFindings } from './lint';
import type { ParsedDocument } from './document';
import type { ActiveRule, LintOptions } from './lint';
import { moveFinding } from './move';
import type { RuleScope } from './rule';
import { once } from './text/once';
import type { Range } from './text/span';

/** A run, and what the next one may keep of it. */
export interface Linted {
  readonly parsed: ParsedDocument;
  readonly options: LintOptions;
  /** As `lintParsed` gives them. */
  readonly findings: readonly Finding[];
  readonly instructions: readonly LintedPart[];
  /** What stands before the first FROM, then each stage. */
  readonly stages: readonly LintedPart[];
}

/** An instruction or a stage. */
interface LintedPart extends Fingerprint {
  /** Findings of the rules that look at nothing else, before ignore comments; undefined where one of them touches other lines, so that it cannot be kept. */
  readonly findings: Kept;
}

type Kept = readonly Finding[] | undefined;

/** Findings of a document, most of them from `previous`, a run on an earlier version of it. The same as `lintParsed` gives. */
export function lintEdited(parsed: ParsedDocument, options: LintOptions, previous?: Linted): Linted {
  if (parsed.target !== 'dockerfile') return { parsed, options, findings: lintParsed(parsed, options), instructions: [], stages: [] };
  const { model } = parsed;
  const rules = byScope(activeRules('dockerfile', options));
  const before = previous && sameOptions(previous.options, options) ? previous : undefined;
  const prints = fingerprints(model);
  const findings: Finding[] = [];
  for (const active of rules.file) runRule(active, parsed, options, findings);

  const stagePrints = stageFingerprints(model, prints);
  const keptStages = before ? withRelatives(keptFindings(before.stages, stagePrints), model) : [];
  const stages = model.stages.filter(({ index }) => !keptStages[index + 1]);
  const ofStages = stages.length === model.stages.length && !keptStages[0] ? model : stagesOf(model, !keptStages[0], stages);
  const keptInstructions = before ? keptFindings(before.instructions, prints) : [];
  const instructions = model.instructions.filter((_, index) => !keptInstructions[index]);
  const ofInstructions = instructions.length === model.instructions.length ? model : partOf(model, instructions);
  return {
    parsed,
    options,
    stages: lintParts(rules.stage, ofStages, options, stagePrints, keptStages, findings),
    instructions: lintParts(rules.instruction, ofInstructions, options, prints, keptInstructions, findings),
    findings: shownFindings(findings, parsed, options),
  };
}

/** Shows rules the part of the file that is not kept, and adds to `into` what is kept and what they find. */
function lintParts(rules: readonly ActiveRule[], part: DockerfileModel, options: LintOptions, prints: readonly Fingerprint[], kept: readonly Kept[], into: Finding[]): readonly LintedPart[] {
  const own: Finding[] = [];
  if (part.instructions.length > 0) for (const active of rules) runRule(active, { target: 'dockerfile', model: part }, options, own);
  for (const findings of kept) if (findings) into.push(...findings);
  into.push(...own);
  return linted(prints, kept, own);
}

type ByScope = Readonly<Record<RuleScope, readonly ActiveRule[]>>;

const byScope = once((rules: readonly ActiveRule[]): ByScope => {
  const of = (scope: RuleScope): readonly ActiveRule[] => rules.filter(({ rule }) => rule.target === 'dockerfile' && (rule.scope ?? 'file') === scope);
  return { file: of('file'), stage: of('stage'), instruction: of('instruction') };
});

function sameOptions(a: LintOptions, b: LintOptions): boolean {
  return a.settings === b.settings && a.workspace === b.workspace && a.versions === b.versions && a.today === b.today && a.rules === b.rules;
}

/** For each part what is kept of it; undefined where it has to be looked at. */
function keptFindings(before: readonly LintedPart[], now: readonly Fingerprint[]): Kept[] {
  const kept = new Array<Kept>(now.length).fill(undefined);
  const keep = (old: number, index: number): boolean => {
    const was = before[old]!;
    const is = now[index]!;
    if (was.text !== is.text) return false;
    if (was.surroundings === is.surroundings) kept[index] = moved(was.findings, is.last - was.last);
    return true;
  };
  // An edit is in one place nearly always: what stands before it and behind it is found from the two ends.
  const shorter = Math.min(before.length, now.length);
  let start = 0;
  while (start < shorter && keep(start, start)) start++;
  for (let end = 1; end <= shorter - start && keep(before.length - end, now.length - end); end++);
  return kept;
}

/** Stages that are built upon one another are kept together or not at all. */
function withRelatives(kept: readonly Kept[], { stages }: DockerfileModel): readonly Kept[] {
  const changed = new Set(stages.filter(({ index }) => !kept[index + 1]).map(({ chain }) => chain.at(-1)));
  return changed.size === 0 ? kept : kept.map((findings, index) => (index > 0 && changed.has(stages[index - 1]!.chain.at(-1)) ? undefined : findings));
}

/** What the next run may keep; nothing where a finding stands outside the parts that its rule was shown. */
function linted(prints: readonly Fingerprint[], kept: readonly Kept[], own: readonly Finding[]): readonly LintedPart[] {
  let from = 0;
  let placed = 0;
  const parts = prints.map((print, index): LintedPart => {
    const first = from;
    from = print.last + 1;
    if (kept[index]) return { ...print, findings: kept[index] };
    const findings = own.filter(({ range }) => first <= range.start.line && range.start.line <= print.last);
    placed += findings.length;
    return { ...print, findings: findings.every((finding) => isWithin(finding, first, print.last)) ? findings : undefined };
  });
  return placed === own.length ? parts : [];
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

/** Nothing where a message names a line. */
function moved(findings: Kept, lines: number): Kept {
  if (lines === 0 || !findings) return findings;
  return findings.some(({ data }) => 'line' in data) ? undefined : findings.map((finding) => moveFinding(finding, lines));
}
