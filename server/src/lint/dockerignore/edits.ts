/** Edits of an ignore file, for fixes. */
import type { TextEdit } from '../finding';
import type { SpanEdit } from '../rule';
import type { Span } from '../text/span';
import type { DockerignoreModel } from './model';

/** Puts lines at the end, where they have the last word. */
export function appendLines({ source, uri }: DockerignoreModel, lines: readonly string[]): TextEdit {
  const end = source.positionAt(source.text.length);
  const open = source.text !== '' && !/[\r\n]$/.test(source.text);
  return { uri, range: { start: end, end }, newText: (open ? source.eol : '') + lines.map((line) => line + source.eol).join('') };
}

/** Takes the line away that something stands on, with its end; of a last line without one, the end of the line above. A byte order mark stays. */
export function removeLine({ source }: DockerignoreModel, { start }: Span): SpanEdit {
  const line = source.lineAt(start);
  const mark = line === 0 && source.text.startsWith('\ufeff') ? 1 : 0;
  if (line + 1 < source.lineCount) return { span: { start: source.lineStart(line) + mark, end: source.lineStart(line + 1) }, newText: '' };
  return { span: { start: line === 0 ? mark : source.lineEnd(line - 1), end: source.text.length }, newText: '' };
}
