/** Applies fixes to a text. */
import type { Applicability, Finding, Fix } from './finding';
import { lint } from './lint';
import type { LintDocument, LintOptions } from './lint';
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
 * Applies the first suitable fix of every finding, again and again until nothing changes. `safe` leaves unsafe fixes alone. Fixes that touch other documents or create
 * files are left to an editor.
 */
export function fixDocument(document: LintDocument, options: LintOptions, applicability: Applicability): FixResult {
  let text = document.text;
  let applied = 0;
  for (let pass = 0; pass < mostPasses; pass++) {
    const fixes = chooseFixes(lint({ ...document, text }, options), applicability, document.uri);
    if (fixes.length === 0) return { text, applied, settled: true };
    const next = applyFixes(text, fixes);
    applied += next.applied;
    if (next.text === text) return { text, applied, settled: true };
    text = next.text;
  }
  return { text, applied, settled: false };
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
