/** Edits of an ignore file, for fixes. */
import type { TextEdit } from '../finding';
import type { DockerignoreModel } from './model';

/** Puts lines at the end, where they have the last word. */
export function appendLines({ source, uri }: DockerignoreModel, lines: readonly string[]): TextEdit {
  const end = source.positionAt(source.text.length);
  const open = source.text !== '' && !/[\r\n]$/.test(source.text);
  return { uri, range: { start: end, end }, newText: (open ? source.eol : '') + lines.map((line) => line + source.eol).join('') };
}
