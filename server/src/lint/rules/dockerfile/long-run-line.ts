import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix, SpanEdit } from '../../rule';
import { topLevel } from '../../shell/errexit';
import { scriptsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';

export const longRunLine = defineRule({
  name: 'long-run-line',
  target: 'dockerfile',
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
        const text = file.source.lineText(line).replace(/(?:\s*(?:&&|\|\||[;|]))?\s*[\\`]\s*$/, '');
        if (text.length <= options.max || text.trimStart().startsWith('#') || /\b(?:https?|ftp|file):\/\//i.test(text) || text.trim().split(/\s+/).length < 7) continue;
        const start = file.source.lineStart(line);
        report({ start: start + options.max, end: start + text.length }, 'long', { data: { columns: text.length, max: options.max }, fixes: breakLine(file, instruction, line, options.max) });
      }
    }
  },
});

/** Breaks the line behind every && and || at the top level of the script, or else behind the last word that fits. */
function breakLine(file: DockerfileModel, instruction: Instruction, line: number, max: number): RuleFix[] {
  const script = scriptsOf(instruction)[0];
  if (!script || script.origin !== 'shell' || instruction.heredocs.length > 0 || instruction.exec || script.errors.length > 0) return [];
  const { source } = file;
  const commands = topLevel(script);
  // Blanks before the place, where there are some and they are not the line's indentation.
  const blanksBefore = (place: number): Span | undefined => {
    if (source.lineAt(place) !== line) return undefined;
    const before = /[ \t]+$/.exec(source.text.slice(source.lineStart(line), place));
    return before && before[0].length < place - source.lineStart(line) ? { start: place - before[0].length, end: place } : undefined;
  };
  const edit = (span: Span): SpanEdit => ({ span, newText: ` ${file.escape}${source.eol}    ` });
  const joins = commands.filter((command) => command.join === '&&' || command.join === '||').flatMap((command) => blanksBefore(command.span.start) ?? []);
  if (joins.length > 0) return [{ title: 'Break the line behind &&', applicability: 'safe', edits: joins.map(edit) }];
  const words = commands.flatMap((command) => command.args.flatMap((word) => blanksBefore(word.span.start) ?? []));
  const last = words.filter((span) => span.start + 2 - source.lineStart(line) <= max).pop();
  return last ? [{ title: 'Break the line behind a word', applicability: 'safe', edits: [edit(last)] }] : [];
}
