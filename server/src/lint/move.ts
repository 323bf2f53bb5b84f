import type { Finding } from './finding';
import type { Range } from './text/span';

export function moveRange(range: Range, lines: number): Range {
  if (lines === 0) return range;
  const { start, end } = range;
  return { start: { line: start.line + lines, character: start.character }, end: { line: end.line + lines, character: end.character } };
}

/** The finding with all its places in the document moved; undefined where one of them has no new place, the same object where none moves. Places in other documents stay. */
export function moveFinding(finding: Finding, move: (range: Range) => Range | undefined): Finding | undefined {
  const places = placesOf(finding);
  const now = new Map(places.map((range) => [range, move(range)]));
  for (const to of now.values()) if (!to) return undefined;
  if (places.every((range) => now.get(range) === range)) return finding;
  const moved = <T extends { readonly uri: string; readonly range: Range }>(place: T): T => ({ ...place, range: now.get(place.range) ?? place.range });
  return { ...moved(finding), fixes: finding.fixes.map((fix) => ({ ...fix, edits: fix.edits.map(moved) })), related: finding.related.map(moved) };
}

/** All places in the finding's own document. */
function placesOf(finding: Finding): Range[] {
  const places = [finding.range];
  for (const fix of finding.fixes) for (const { uri, range } of fix.edits) if (uri === finding.uri) places.push(range);
  for (const { uri, range } of finding.related) if (uri === finding.uri) places.push(range);
  return places;
}
