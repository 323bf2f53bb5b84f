/** Single settings of a TOML file, without the whole of its grammar. */
import { escapeForRegExp } from './go-path';

/** The string of a key that stands on a line of its own below the header of a table: `[project]`, `requires-python = ">=3.10"`. Undefined for other kinds of values and inline tables. */
export function tomlValue(text: string, table: string, key: string): string | undefined {
  const header = new RegExp(`^[ \\t]*\\[[ \\t]*${escapeForRegExp(table)}[ \\t]*\\][ \\t]*(?:#.*)?\\r?$`, 'm').exec(text);
  if (!header) return undefined;
  const body = text.slice(header.index + header[0].length);
  const end = /^[ \t]*\[/m.exec(body)?.index ?? body.length;
  const match = new RegExp(`^[ \\t]*${escapeForRegExp(key)}[ \\t]*=[ \\t]*(?:"([^"\\\\\\n]*)"|'([^'\\n]*)')[ \\t]*(?:#.*)?\\r?$`, 'm').exec(body.slice(0, end));
  return match?.[1] ?? match?.[2];
}
