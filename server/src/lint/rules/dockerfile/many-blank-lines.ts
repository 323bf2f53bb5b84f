import { contentEnd, inHeredoc, lineCount } from '../../dockerfile/layout';
import { defineRule } from '../../rule';

export const manyBlankLines = defineRule({
  name: 'many-blank-lines',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['no-multiple-empty-lines'] },
  options: { max: { default: 1, description: 'How many blank lines may follow each other.' } },
  docs: {
    what: 'More blank lines follow each other than the limit, or the file begins with some.',
    why: 'One blank line parts two things as well as three do.',
    bad: 'FROM alpine:3.24\n\n\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\n\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'In a heredoc the lines are content: they are reported, and removed by hand.',
  },
  messages: {
    blank: 'These blank lines are more than {max}. Remove them.',
    first: 'The file begins with blank lines. Remove them.',
  },
  check(file, report, { options }) {
    const isContent = inHeredoc(file);
    const lines = lineCount(file);
    for (let line = 0; line < lines; line++) {
      const first = line;
      while (line < lines && contentEnd(file, line) === file.source.lineStart(line)) line++;
      const allowed = first === 0 ? 0 : options.max;
      if (line - first <= allowed || line === 0) continue;
      const span = { start: file.source.lineStart(first + allowed), end: file.source.lineStart(line) };
      report(span, first === 0 ? 'first' : 'blank', {
        data: { max: options.max },
        fixes: isContent(span.start) ? [] : [{ title: 'Remove them', applicability: 'safe', edits: [{ span, newText: '' }] }],
      });
    }
  },
});
