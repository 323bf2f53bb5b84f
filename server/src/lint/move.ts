import type { Finding } from './finding';
import type { Range } from './text/span';

/** The finding with what stands around it, so many lines further down. Places in other documents stay. */
export function moveFinding(finding: Finding, lines: number): Finding {
  if (lines === 0) return finding;
  const range = ({ start, end }: Range): Range => ({ start: { line: start.line + lines, character: start.character }, end: { line: end.line + lines, character: end.character } });
  const move = <T extends { readonly uri: string; readonly range: Range }>(place: T): T => (place.uri === finding.uri ? { ...place, range: range(place.range) } : place);
  return {
    ...finding,
    range: range(finding.range),
    fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(move) })),
    related: finding.related.map(move),
  };
}
