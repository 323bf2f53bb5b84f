import { contentEnd, inHeredoc } from '../../dockerfile/layout';
import { defineRule } from '../../rule';

export const trailingSpace = defineRule({
  name: 'trailing-space',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['no-trailing-spaces'] },
  docs: {
    what: 'A line ends with blanks.',
    why: 'Nobody sees them, editors remove them, and then a change of one line shows as a change of many.',
    bad: 'FROM alpine:3.24 \nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'In a heredoc the blanks are content: they are reported, and removed by hand.',
  },
  messages: {
    trailing: 'Blanks stand at the end of this line. Remove them.',
  },
  check(file, report) {
    const isContent = inHeredoc(file);
    for (let line = 0; line < file.source.lineCount; line++) {
      const span = { start: contentEnd(file, line), end: file.source.lineEnd(line) };
      if (span.start === span.end) continue;
      report(span, 'trailing', { fixes: isContent(span.start) ? [] : [{ title: 'Remove the blanks', applicability: 'safe', edits: [{ span, newText: '' }] }] });
    }
  },
});
