import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { isHousekeeping } from '../../shell/housekeeping';
import { commandsOf } from '../../shell/scripts';

export const tooManyLines = defineRule({
  name: 'too-many-lines',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { tally: ['max-lines'] },
  fix: 'none',
  options: { max: { default: 50, description: 'How many lines a file may have; blank lines, comments and lines that only clean up do not count.' } },
  docs: {
    what: 'The file has more lines than the limit.',
    why: 'Long files mix what could be stages, scripts or images of their own.',
    bad: `FROM alpine:3.24\n${Array.from({ length: 48 }, (_, i) => `ENV A${i}=x\n`).join('')}USER 10001\nCMD ["httpd", "-f"]\n`,
    good: 'FROM alpine:3.24\nCOPY app.env /etc/app.env\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { long: 'The file has {count} lines without blank lines, comments and cleaning up; the limit is {max}. Move code to scripts, or stages to files of their own.' },
  check(file, report, { options }) {
    const comments = new Set(file.comments.map((comment) => comment.line));
    let count = 0;
    for (let line = 0; line < file.source.lineCount; line++) if (!comments.has(line) && file.source.lineText(line).trim() !== '') count++;
    count -= file.directives.length;
    if (count > options.max) count -= housekeepingLines(file);
    const first = file.instructions[0];
    if (first && count > options.max) report(first.keywordSpan, 'long', { data: { count, max: options.max } });
  },
});

/** Lines that hold one command which cleans up, and nothing else. */
function housekeepingLines(file: DockerfileModel): number {
  const { source } = file;
  let lines = 0;
  for (const instruction of file.all('RUN')) {
    for (const command of commandsOf(instruction)) {
      const line = source.lineAt(command.span.start);
      if (line !== source.lineAt(command.span.end) || !isHousekeeping(command)) continue;
      const around = source.text.slice(source.lineStart(line), command.span.start) + source.text.slice(command.span.end, source.lineEnd(line));
      if (/^[\s&;\\`]*$/.test(around)) lines++;
    }
  }
  return lines;
}
