const decoder = new TextDecoder('utf-8', { fatal: false, ignoreBOM: false });

/** Text of a package database: UTF-8 with what is not UTF-8 replaced, since one bad maintainer name must not cost the whole database. */
export function decodeText(content: Uint8Array): string {
  return decoder.decode(content);
}

/**
 * The `Key: value` fields of one RFC 822-like stanza, keys in lower case, the first of a repeated key.
 * Continuation lines are skipped: none of the fields read here spans lines.
 */
export function readFields(stanza: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of stanza.split('\n')) {
    if (line.startsWith(' ') || line.startsWith('\t')) continue;
    const colon = line.indexOf(':');
    if (colon <= 0) continue;
    const key = line.slice(0, colon).toLowerCase();
    if (!fields.has(key)) fields.set(key, line.slice(colon + 1).trim());
  }
  return fields;
}

/** Splits at blank lines (also those that hold only blanks); CRLF is read as LF. */
export function splitStanzas(text: string): string[] {
  return text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .filter((stanza) => stanza.trim() !== '');
}
