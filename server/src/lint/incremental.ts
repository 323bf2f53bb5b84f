/**
 * Linting a Dockerfile again after an edit. Most rules look at instructions or stages one by one (`scope`). What they found in one that is as it was, in surroundings that are as they were, is kept
 * and moved to its new lines; they are shown the others only. Rules that look at the file as a whole see it every time, unless they say that instructions like those that changed are nothing to
 * them (`looksAt`).
 */
import { Comparison, fingerprints, stageFingerprints } from './dockerfile/fingerprints';
import type { Fingerprint } from './dockerfile/fingerprints';
import type { DockerfileModel, Instruction } from './dockerfile/model';
import { partOf, stagesOf } from './dockerfile/selection';
import type { Finding } from './finding';
import { activeRules, lintParsed, runRule, shownFindings } from './lint';
import type { ParsedDockerfile, ParsedDocument } from './document';
import type { ActiveRule, LintOptions } from './lint';
import { moveFinding, moveRange } from './move';
import type { DockerfileRule, RuleScope } from './rule';
import { once } from './text/once';
import type { Range } from './text/span';

/** A run, and what the next one may keep of it. */
export interface Linted {
  readonly parsed: ParsedDocument;
  readonly options: LintOptions;
  /** As `lintParsed` gives them. */
  readonly findings: readonly Finding[];
  readonly instructions: LintedParts;
  /** What stands before the first FROM, then each stage. */
  readonly stages: LintedParts;
  /** Findings of each rule that looks at the file as a whole, in order of the rules. */
  readonly file: readonly (readonly Finding[])[];
}

/** The instructions of a file, or its stages. */
interface LintedParts {
  readonly prints: readonly Fingerprint[];
  /** For each, what the rules found that look at nothing else, before ignore comments. */
  readonly kept: readonly Kept[];
}

/** Undefined where one of them touches other lines, so that it cannot be kept. */
type Kept = readonly Finding[] | undefined;

const nothing: LintedParts = { prints: [], kept: [] };

type LintedDockerfile = Linted & { readonly parsed: ParsedDockerfile };

/** Findings of a document, most of them from `previous`, a run on an earlier version of it. The same as `lintParsed` gives. */
export function lintEdited(parsed: ParsedDocument, options: LintOptions, previous?: Linted): Linted {
  if (parsed.target !== 'dockerfile') return { parsed, options, findings: lintParsed(parsed, options), instructions: nothing, stages: nothing, file: [] };
  const { model } = parsed;
  const rules = byScope(activeRules('dockerfile', options));
  const before = previous && isOfDockerfile(previous) && sameOptions(previous.options, options) ? previous : undefined;
  const comparison = before && new Comparison(before.parsed.model.source, model.source);
  const instructionPrints = fingerprints(model);
  const ofInstructions = keepParts(before?.instructions ?? nothing, instructionPrints, comparison);
  const stagePrints = stageFingerprints(model, instructionPrints);
  const ofStages = withRelatives(keepParts(before?.stages ?? nothing, stagePrints, comparison), model);

  const findings: Finding[] = [];
  const file = lintFile(rules.file, parsed, options, before, instructionPrints, ofInstructions);
  for (const found of file) findings.push(...found);
  const stages = lintParts(rules.stage, options, stagePrints, ofStages, (changed) => partOfStages(model, changed), findings);
  const instructions = lintParts(rules.instruction, options, instructionPrints, ofInstructions, (changed) => partOf(model, model.instructions.filter((_, index) => changed(index))), findings);
  return { parsed, options, stages, instructions, file, findings: shownFindings(findings, parsed, options) };
}

function partOfStages(model: DockerfileModel, changed: (index: number) => boolean): DockerfileModel {
  return stagesOf(model, changed(0), model.stages.filter(({ index }) => changed(index + 1)));
}

/** Shows rules the parts of the file that are not kept, and adds to `into` what is kept and what they find. */
function lintParts(
  rules: readonly ActiveRule[], options: LintOptions, prints: readonly Fingerprint[], { kept }: KeptParts, select: (changed: (index: number) => boolean) => DockerfileModel, into: Finding[],
): LintedParts {
  const own: Finding[] = [];
  const model = select((index) => !kept[index]);
  if (model.instructions.length > 0) for (const active of rules) runRule(active, { target: 'dockerfile', model }, options, own);
  for (const findings of kept) if (findings) into.push(...findings);
  into.push(...own);
  return linted(prints, kept, own);
}

/** What each of the rules finds that look at the file as a whole; what is nothing to a rule leaves it as it was. */
function lintFile(rules: readonly ActiveRule[], parsed: ParsedDockerfile, options: LintOptions, before: LintedDockerfile | undefined, prints: readonly Fingerprint[], instructions: KeptParts): Finding[][] {
  const find = (active: ActiveRule): Finding[] => {
    const found: Finding[] = [];
    runRule(active, parsed, options, found);
    return found;
  };
  if (!before) return rules.map(find);
  const changed = changedInstructions(before, parsed.model, prints, instructions);
  const move = unchangedLines(before.instructions.prints, instructions);
  return rules.map((active, index) => {
    const { looksAt } = active.rule as DockerfileRule;
    const kept = looksAt && !changed.some(looksAt) ? moveAll(before.file[index]!, move) : undefined;
    return kept ?? find(active);
  });
}

/** Those that are gone, and those that have come. None where only comments and blank lines above them changed: these are nothing to a rule that says which instructions it looks at. */
function changedInstructions(before: LintedDockerfile, now: DockerfileModel, prints: readonly Fingerprint[], { same, start, end }: KeptParts): readonly Instruction[] {
  const was = before.parsed.model;
  const gone = was.instructions.slice(start, was.instructions.length - end);
  const come = now.instructions.filter((_, index) => !same[index]);
  const isAsBefore = (instruction: Instruction, index: number): boolean => {
    const old = gone[index]!;
    return before.instructions.prints[start + index]!.surroundings === prints[instruction.index]!.surroundings && was.source.slice(old.span) === now.source.slice(instruction.span);
  };
  return gone.length === come.length && come.every(isAsBefore) ? [] : [...gone, ...come];
}

type ByScope = Readonly<Record<RuleScope, readonly ActiveRule[]>>;

const byScope = once((rules: readonly ActiveRule[]): ByScope => {
  const of = (scope: RuleScope): readonly ActiveRule[] => rules.filter(({ rule }) => rule.target === 'dockerfile' && (rule.scope ?? 'file') === scope);
  return { file: of('file'), stage: of('stage'), instruction: of('instruction') };
});

function sameOptions(a: LintOptions, b: LintOptions): boolean {
  return a.settings === b.settings && a.workspace === b.workspace && a.versions === b.versions && a.today === b.today && a.rules === b.rules;
}

function isOfDockerfile(linted: Linted): linted is LintedDockerfile {
  return linted.parsed.target === 'dockerfile';
}

/** What is kept of the parts of the version before, by the part as it is now. */
interface KeptParts {
  /** Undefined where a part has to be looked at. */
  readonly kept: readonly Kept[];
  /** Whether a part is as it was, in the same surroundings. */
  readonly same: readonly boolean[];
  /** How many parts at the start, and at the end, have the text that they had; all others of the version before are gone. */
  readonly start: number;
  readonly end: number;
  /** How many lines further down those at the end are. */
  readonly lines: number;
}

function keepParts(before: LintedParts, now: readonly Fingerprint[], comparison: Comparison | undefined): KeptParts {
  const kept = new Array<Kept>(now.length).fill(undefined);
  const same = new Array<boolean>(now.length).fill(false);
  const keep = (old: number, index: number): boolean => {
    const was = before.prints[old]!;
    const is = now[index]!;
    if (!comparison?.isSame(was, is)) return false;
    if (was.surroundings === is.surroundings) {
      same[index] = true;
      kept[index] = moved(before.kept[old], is.last - was.last);
    }
    return true;
  };
  // An edit is in one place nearly always: what stands before it and behind it is found from the two ends.
  const shorter = Math.min(before.prints.length, now.length);
  let start = 0;
  while (start < shorter && keep(start, start)) start++;
  let end = 0;
  while (end < shorter - start && keep(before.prints.length - 1 - end, now.length - 1 - end)) end++;
  const lines = end > 0 ? now[now.length - 1]!.last - before.prints[before.prints.length - 1]!.last : 0;
  return { kept, same, start, end, lines };
}

/** Stages that are built upon one another are kept together or not at all. */
function withRelatives(parts: KeptParts, { stages }: DockerfileModel): KeptParts {
  const changed = new Set(stages.filter(({ index }) => !parts.kept[index + 1]).map(({ chain }) => chain.at(-1)));
  if (changed.size === 0) return parts;
  return { ...parts, kept: parts.kept.map((findings, index) => (index > 0 && changed.has(stages[index - 1]!.chain.at(-1)) ? undefined : findings)) };
}

/** What the next run may keep; nothing where a finding stands outside the parts that its rule was shown. */
function linted(prints: readonly Fingerprint[], kept: readonly Kept[], own: readonly Finding[]): LintedParts {
  let from = 0;
  let placed = 0;
  const all = prints.map((print, index): Kept => {
    const first = from;
    from = print.last + 1;
    if (kept[index]) return kept[index];
    const findings = own.filter(({ range }) => first <= range.start.line && range.start.line <= print.last);
    placed += findings.length;
    return findings.every((finding) => isWithin(finding, first, print.last)) ? findings : undefined;
  });
  return placed === own.length ? { prints, kept: all } : nothing;
}

/** Whether a finding names no place outside these lines, the line break after them included. */
function isWithin(finding: Finding, from: number, to: number): boolean {
  return moveFinding(finding, (range) => (isInLines(range, from, to) ? range : undefined)) !== undefined;
}

function isInLines({ start, end }: Range, from: number, to: number): boolean {
  return start.line >= from && (end.line <= to || (end.line === to + 1 && end.character === 0));
}

function moved(findings: Kept, lines: number): Kept {
  return lines === 0 || !findings ? findings : moveAll(findings, (range) => moveRange(range, lines));
}

/** Undefined where a finding names a place that is not there any more, or where a message names a line. */
function moveAll(findings: readonly Finding[], move: (range: Range) => Range | undefined): Finding[] | undefined {
  const all: Finding[] = [];
  for (const finding of findings) {
    const now = moveFinding(finding, move);
    if (!now || (now !== finding && 'line' in finding.data)) return undefined;
    all.push(now);
  }
  return all;
}

/** Where the lines of the version before are now; undefined for those that an edit touched. */
function unchangedLines(before: readonly Fingerprint[], { start, end, lines }: KeptParts): (range: Range) => Range | undefined {
  const lastAtStart = before[start - 1]?.last ?? -1;
  const lastBeforeEnd = before[before.length - end - 1]?.last ?? -1;
  return (range) => {
    if (isInLines(range, 0, lastAtStart)) return range;
    if (end > 0 && range.start.line > lastBeforeEnd) return moveRange(range, lines);
    return undefined;
  };
}
