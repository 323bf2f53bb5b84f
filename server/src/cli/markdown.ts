/** Our own documentation pages for a terminal: headings, lists, fenced code, inline code and links, which is all that they use. */
import { printable, wrap, type Style } from '../report/style';

export function renderMarkdown(text: string, style: Style, columns: number): string {
  const width = Math.min(Math.max(columns, 40), 100);
  const lines: string[] = [];
  let fence: string | undefined;
  for (const line of text.split('\n')) {
    const marks = /^(`{3,})/.exec(line)?.[1];
    if (marks !== undefined && (fence === undefined || marks === fence)) {
      fence = fence === undefined ? marks : undefined;
      continue;
    }
    if (fence !== undefined) lines.push(`    ${style.cyan(line.replace(/\t/g, '  '))}`.trimEnd());
    else lines.push(...block(line, style, width));
  }
  return `${lines.join('\n').replace(/\n{3,}/g, '\n\n').trim()}\n`;
}

function block(line: string, style: Style, width: number): string[] {
  const heading = /^#+\s+(.*)$/.exec(line)?.[1];
  if (heading !== undefined) return [style.bold(printable(heading))];
  const item = /^(\s*[-*]\s+)(.*)$/.exec(line);
  const indent = item ? ' '.repeat(item[1]!.length) : '';
  const content = wrap(printable(item?.[2] ?? line), width - indent.length);
  return content.map((each, index) => (index === 0 && item ? item[1]! : indent) + inline(each, style));
}

function inline(text: string, style: Style): string {
  return text.replace(/`([^`]+)`/g, (_, code: string) => style.cyan(code)).replace(/\*\*([^*]+)\*\*/g, (_, strong: string) => style.bold(strong)).replace(/\[([^\]]+)\]\(([^)]+)\)/g, '$1 ($2)');
}
