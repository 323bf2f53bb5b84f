import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix, SpanEdit } from '../../rule';
import { topLevel } from '../../shell/errexit';
import { scriptsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';

/** What joins a line to the next one. */
const trailingJoin = /(?:\s*(?:&&|\|\||[;|]))?\s*[\\`]\s*$/;

export const longRunLine = defineRule({
  name: 'long-run-line',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { sonar: ['S7020'] },
  fix: 'safe',
  options: { max: { default: 120, description: 'How many columns a line of a RUN may have.' } },
  docs: {
    what: 'A line of a RUN is longer than the limit, and has enough words to be broken.',
    why: 'Long lines are hard to read, and a change in one shows as a change of all of it.',
    bad: 'FROM alpine:3.24\nRUN touch /a-file-with-a-rather-long-name && touch /another-file-with-a-rather-long-name && touch /the-last-file-with-a-long-name\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN touch /a-file-with-a-rather-long-name && \\\n    touch /another-file-with-a-rather-long-name && \\\n    touch /the-last-file-with-a-long-name\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Lines with an address, which cannot be broken, and lines of fewer than seven words.',
  },
  messages: { long: 'This line has {columns} columns; the limit is {max}. Break it behind && or a word.' },
  check(file, report, { options }) {
    for (const instruction of file.all('RUN')) {
      const first = file.source.lineAt(instruction.span.start);
      const last = file.source.lineAt(instruction.span.end);
      for (let line = first; line <= last; line++) {
        if (file.source.lineEnd(line) - file.source.lineStart(line) <= options.max) continue;
        // What joins the line to the next one does not count: a fix that adds a command must not make the line before it too long.
        const text = file.source.lineText(line).replace(trailingJoin, '');
        if (text.length <= options.max || text.trimStart().startsWith('#') || /\b(?:https?|ftp|file):\/\//i.test(text) || text.trim().split(/\s+/).length < 7) continue;
        const start = file.source.lineStart(line);
        report({ start: start + options.max, end: start + text.length }, 'long', { data: { columns: text.length, max: options.max }, fixes: breakLine(file, instruction, line, options.max) });
      }
    }
  },
});

/** Breaks the line at every && and || at the top level of the script, or else behind the words that fit, in the style of the line. */
function breakLine(file: DockerfileModel, instruction: Instruction, line: number, max: number): RuleFix[] {
  const script = scriptsOf(instruction)[0];
  if (!script || script.origin !== 'shell' || instruction.heredocs.length > 0 || instruction.exec || script.errors.length > 0) return [];
  const { source } = file;
  const start = source.lineStart(line);
  const [, indent, operator] = /^([ \t]*)((?:&&|\|\|)[ \t]+)?/.exec(source.text.slice(start, source.lineEnd(line))) as unknown as [string, string, string | undefined];
  const first = source.lineAt(instruction.span.start) === line;
  const broken = ` ${file.escape}${source.eol}${first || indent === '' ? '    ' : indent}`;
  // Blanks before a place on the line, where there is something before them.
  const blanksBefore = (place: number): Span | undefined => {
    if (source.lineAt(place) !== line) return undefined;
    const before = /[ \t]+$/.exec(source.text.slice(start + indent.length + (operator?.length ?? 0), place));
    return before ? { start: place - before[0].length, end: place } : undefined;
  };
  const commands = topLevel(script);
  const joins = commands.flatMap((command): SpanEdit[] => {
    if (command.join !== '&&' && command.join !== '||') return [];
    const span = blanksBefore(command.span.start);
    if (!span) return [];
    if (operator === undefined) return [{ span, newText: broken }];
    // Lines that begin with the operator go on like that.
    const before = blanksBefore(span.start - command.join.length);
    return before && source.slice({ start: before.end, end: span.start }) === command.join ? [{ span: before, newText: broken }] : [];
  });
  if (joins.length > 0) return [{ title: 'Break the line at &&', applicability: 'safe', edits: joins }];
  const edits: SpanEdit[] = [];
  // Where the text now begins that is followed by the next word: the line, or what was broken off.
  let begin = start;
  let last: Span | undefined;
  let seen = start;
  for (const { span } of commands.flatMap((command) => command.args)) {
    // Words of a command within another one (find -exec) are among those of both.
    if (span.start < seen) continue;
    seen = span.end;
    const gap = blanksBefore(span.start);
    if (gap && gap.start - begin + 2 <= max) last = gap;
    if (last && source.lineAt(span.start) === line && source.lineAt(span.end) === line && span.end - begin > max) {
      edits.push({ span: last, newText: broken });
      begin = last.end - (broken.length - broken.lastIndexOf(source.eol) - source.eol.length);
      last = undefined;
    }
  }
  const lineEnd = start + source.lineText(line).replace(trailingJoin, '').length;
  if (last && lineEnd - begin > max) edits.push({ span: last, newText: broken });
  return edits.length > 0 ? [{ title: 'Break the line between words', applicability: 'safe', edits }] : [];
}
