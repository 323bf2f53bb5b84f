/** Markdown for hovers. Text from files and images is escaped: it must not become links or markup. */

export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]#|<>~]/g, '\\$&').replace(/\s+/g, ' ');
}

/** A code span that holds any text. */
export function codeSpan(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${line} ${fence}` : `${fence}${line}${fence}`;
}

/** Only web addresses become links; what is else stays text. */
export function link(text: string, url: string): string {
  return /^https?:\/\//.test(url) ? `[${escapeMarkdown(text)}](<${url.replace(/[<>\s]/g, encodeURIComponent)}>)` : escapeMarkdown(text);
}

/** For editors that show no Markdown. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/\[((?:\\.|[^\]\\])*)\]\(<?([^)>]*)>?\)/g, '$1 ($2)')
    .replace(/\*\*/g, '')
    .replace(/\\([\\`*_[\]#|<>~])/g, '$1')
    .replace(/^---$/gm, '');
}
