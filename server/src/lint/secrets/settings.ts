/** `NAME=value` and `name: value` of a text, such as a `.env`: [name, value], quotes and comments removed. */
export function settingsIn(text: string): [name: string, value: string][] {
  return [...text.matchAll(/^[ \t]*(?:export[ \t]+)?["']?([A-Za-z_][\w.-]*)["']?[ \t]*[=:][ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s#,]*))/gm)].map(([, name, double, single, bare]) => [name!, double ?? single ?? bare ?? '']);
}
