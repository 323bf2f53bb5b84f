/** Applies fixes to a text. */
import type { Applicability, Finding, Fix } from './finding';
import { parseDocument } from './document';
import type { LintDocument } from './document';
import { lintParsed } from './lint';
import type { LintOptions } from './lint';
import { SourceText } from './text/source';

/** Enough for fixes that wait for one another; a text that still changes after that has fixes that fight, which is a defect. */
const mostPasses = 20;

export interface FixResult {
  readonly text: string;
  /** Fixes that were applied. */
  readonly applied: number;
  /** False where the passes ran out before the text stopped changing. */
  readonly settled: boolean;
}

/**
 * Applies the first suitable fix of every finding, again and again until nothing changes. `safe` leaves unsafe fixes alone, and makes nothing worse: where the fixes of one rule push the
 * text over a limit of another (lines that are broken, in a file that may not get longer), break the syntax, or are undone by others, that rule's are left to the user. Fixes that touch
 * other documents or create files are left to an editor.
 */
export function fixDocument(document: LintDocument, options: LintOptions, applicability: Applicability): FixResult {
  const before = read(document, options);
  let best = applyPasses(document, before, options, applicability, new Set());
  if (applicability === 'unsafe') return best;
  const without = new Set<string>();
  // Ends, because without any rule nothing is changed.
  for (let harm = harmOf(before, best); harm > 0;) {
    const parts = [...best.rules].map((rule) => ({ rule, part: applyPasses(document, before, options, applicability, new Set([...without, rule])) }));
    const [first] = parts.map((each) => ({ ...each, harm: harmOf(before, each.part) })).sort((a, b) => a.harm - b.harm);
    if (!first) break;
    without.add(first.rule);
    best = first.part;
    harm = first.harm;
  }
  return best;
}

/** What is known of a text. */
interface Reading {
  readonly findings: readonly Finding[];
  readonly syntaxErrors: number;
}

interface Passes extends FixResult {
  readonly after: Reading;
  /** Whose fixes were applied. */
  readonly rules: ReadonlySet<string>;
}

function read(document: LintDocument, options: LintOptions): Reading {
  const parsed = parseDocument(document);
  return parsed ? { findings: lintParsed(parsed, options), syntaxErrors: parsed.model.errors.length } : { findings: [], syntaxErrors: 0 };
}

function applyPasses(document: LintDocument, before: Reading, options: LintOptions, applicability: Applicability, without: ReadonlySet<string>): Passes {
  let { text } = document;
  let after = before;
  let applied = 0;
  const rules = new Set<string>();
  for (let pass = 0; pass < mostPasses; pass++) {
    const chosen = after.findings.filter(({ rule }) => !without.has(rule)).map((finding) => ({ rule: finding.rule, fixes: chooseFixes([finding], applicability, document.uri) }));
    const next = applyFixes(text, chosen.flatMap(({ fixes }) => fixes));
    if (next.text === text) return { text, applied, settled: true, after, rules };
    for (const { rule, fixes } of chosen) if (fixes.length > 0) rules.add(rule);
    applied += next.applied;
    text = next.text;
    after = read({ ...document, text }, options);
  }
  return { text, applied, settled: false, after, rules };
}

/** How much fixes made worse: findings of a rule and errors of syntax beyond those that were there, and passes that never end. */
function harmOf(before: Reading, { after, settled }: Passes): number {
  const counts = new Map<string, number>();
  for (const { rule } of after.findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  for (const { rule } of before.findings) counts.set(rule, (counts.get(rule) ?? 0) - 1);
  let more = Math.max(0, after.syntaxErrors - before.syntaxErrors) + (settled ? 0 : 1);
  for (const count of counts.values()) more += Math.max(0, count);
  return more;
}

/** The preferred fix of each finding that only edits the given document. */
export function chooseFixes(findings: readonly Finding[], applicability: Applicability, uri: string): Fix[] {
  return findings.flatMap((finding) => {
    const fix = finding.fixes.find((candidate) => applicability === 'unsafe' || candidate.applicability === 'safe');
    return fix && !fix.creates && fix.edits.every((edit) => edit.uri === uri) ? [fix] : [];
  });
}

/** Applies whole fixes in order; one that touches what an earlier one touched is left out (a later pass brings it). */
export function applyFixes(text: string, fixes: readonly Fix[]): { text: string; applied: number } {
  const source = new SourceText(text);
  const taken: { start: number; end: number; newText: string }[] = [];
  let applied = 0;
  for (const fix of fixes) {
    const edits = fix.edits.map((edit) => ({ start: source.offsetAt(edit.range.start), end: source.offsetAt(edit.range.end), newText: edit.newText }));
    if (edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    taken.push(...edits);
    applied++;
  }
  taken.sort((a, b) => b.start - a.start || b.end - a.end);
  let result = text;
  for (const edit of taken) result = result.slice(0, edit.start) + edit.newText + result.slice(edit.end);
  return { text: result, applied };
}

/** Two edits that share a character, or insert at the same place, or one inserts at the other's edge. */
function touches(a: { start: number; end: number }, b: { start: number; end: number }): boolean {
  return a.start <= b.end && b.start <= a.end && !(a.start === b.end && a.end > a.start && b.end > b.start) && !(b.start === a.end && a.end > a.start && b.end > b.start);
}
