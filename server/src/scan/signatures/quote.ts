/** Text that anybody may have written, for a sentence that is shown to the user. Pure. */

const longest = 200;

/**
 * On one line, of a length that can be read, and without brackets: editors make links of `[text](command:…)` in a message. Where text could turn its direction or move the
 * cursor, it is made visible.
 */
export function quote(text: string): string {
  // eslint-disable-next-line no-control-regex
  const harmless = text.replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff[\]]/g, '\ufffd');
  return harmless.length > longest ? `${harmless.slice(0, longest)}…` : harmless;
}
