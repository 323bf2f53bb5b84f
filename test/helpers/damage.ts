/** What fuzz tests share: texts with random damage, and that ranges are inside of what they were found in. */
import assert from 'node:assert/strict';
import type { Finding } from '../../server/src/lint/finding';
import { SourceText } from '../../server/src/lint/text/source';
import type { Random } from './random';

/** The text with one to four changes: one of `pieces` put in, characters taken out, a part said again elsewhere, or its lines changed by `changeLines`. */
export function damaged(text: string, random: Random, pieces: readonly string[], changeLines: (lines: string[]) => void): string {
  let result = text;
  for (let n = random.below(4) + 1; n > 0; n--) {
    const at = random.below(result.length + 1);
    const length = random.below(14);
    switch (random.below(4)) {
      case 0:
        result = result.slice(0, at) + pieces[random.below(pieces.length)]! + result.slice(at);
        break;
      case 1:
        result = result.slice(0, at) + result.slice(at + length);
        break;
      case 2: {
        const from = random.below(result.length + 1);
        result = result.slice(0, at) + result.slice(from, from + length * 4) + result.slice(at);
        break;
      }
      default: {
        const lines = result.split('\n');
        changeLines(lines);
        result = lines.join('\n');
      }
    }
  }
  return result;
}

/** Every range of the findings, related places and edits included, is one of the text. */
export function checkRanges(findings: readonly Finding[], text: string): void {
  const source = new SourceText(text);
  for (const finding of findings) {
    for (const range of [finding.range, ...finding.related.map((related) => related.range), ...finding.fixes.flatMap((fix) => fix.edits.map((edit) => edit.range))]) {
      const [start, end] = [source.offsetAt(range.start), source.offsetAt(range.end)];
      assert.ok(start <= end, `${finding.rule}: the range runs backwards`);
      assert.deepEqual([source.positionAt(start), source.positionAt(end)], [range.start, range.end], `${finding.rule}: the range is outside the document\n${text}`);
    }
  }
}
