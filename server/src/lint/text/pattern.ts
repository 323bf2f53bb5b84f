/** Patterns of the settings: a text, with `*` at its beginning or end. Pure. */

/** Whether the pattern covers the whole text; `*` stands for any characters, slashes too. */
export function matchesPattern(pattern: string, text: string): boolean {
  const start = pattern.startsWith('*');
  const end = pattern.endsWith('*');
  const middle = pattern.slice(start ? 1 : 0, end ? -1 : undefined);
  if (start && end) return text.includes(middle);
  if (start) return text.endsWith(middle);
  if (end) return text.startsWith(middle);
  return text === middle;
}
