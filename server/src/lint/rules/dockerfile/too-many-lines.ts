import { defineRule } from '../../rule';

export const tooManyLines = defineRule({
  name: 'too-many-lines',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { tally: ['max-lines'] },
  fix: 'none',
  options: { max: { default: 50, description: 'How many lines a file may have; blank lines and comments do not count.' } },
  docs: {
    what: 'The file has more lines than the limit.',
    why: 'Long files mix what could be stages, scripts or images of their own.',
    bad: `FROM alpine:3.24\n${Array.from({ length: 48 }, (_, i) => `ENV A${i}=x\n`).join('')}USER 10001\nCMD ["httpd", "-f"]\n`,
    good: 'FROM alpine:3.24\nCOPY app.env /etc/app.env\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { long: 'The file has {count} lines without blank lines and comments; the limit is {max}. Move code to scripts, or stages to files of their own.' },
  check(file, report, { options }) {
    const comments = new Set(file.comments.map((comment) => comment.line));
    let count = 0;
    for (let line = 0; line < file.source.lineCount; line++) if (!comments.has(line) && file.source.lineText(line).trim() !== '') count++;
    count -= file.directives.length;
    const first = file.instructions[0];
    if (first && count > options.max) report(first.keywordSpan, 'long', { data: { count, max: options.max } });
  },
});
