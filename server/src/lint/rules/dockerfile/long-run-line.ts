import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { topLevel } from '../../shell/errexit';
import { scriptsOf } from '../../shell/scripts';

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
        const text = file.source.lineText(line);
        if (text.length <= options.max || text.trimStart().startsWith('#') || /\b(?:https?|ftp|file):\/\//i.test(text) || text.trim().split(/\s+/).length < 7) continue;
        const start = file.source.lineStart(line);
        report({ start: start + options.max, end: file.source.lineEnd(line) }, 'long', { data: { columns: text.length, max: options.max }, fixes: breakLine(file, instruction, line) });
      }
    }
  },
});

/** Breaks the line behind every && and || at the top level of the script. */
function breakLine(file: DockerfileModel, instruction: Instruction, line: number): RuleFix[] {
  const script = scriptsOf(instruction)[0];
  if (!script || script.origin !== 'shell' || instruction.heredocs.length > 0 || instruction.exec || script.errors.length > 0) return [];
  const edits = topLevel(script).flatMap((command) => {
    const { start } = command.span;
    if ((command.join !== '&&' && command.join !== '||') || file.source.lineAt(start) !== line) return [];
    const before = /[ \t]+$/.exec(file.source.text.slice(file.source.lineStart(line), start));
    if (!before || before[0].length === start - file.source.lineStart(line)) return [];
    return [{ span: { start: start - before[0].length, end: start }, newText: ` ${file.escape}${file.source.eol}    ` }];
  });
  return edits.length === 0 ? [] : [{ title: 'Break the line behind &&', applicability: 'safe', edits }];
}
