import { defineRule } from '../../rule';

export const todoComment = defineRule({
  name: 'todo-comment',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { sonar: ['S1135'] },
  fix: 'none',
  docs: {
    what: 'A comment says that something is left to be done.',
    why: 'Something is left to do; listed with the findings it is not forgotten.',
    bad: '# TODO: pin the version\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { todo: '{word} is left to do.' },
  check(file, report) {
    for (const { span } of file.comments) {
      const match = /\b(TODO|FIXME|XXX)\b/i.exec(file.source.slice(span));
      if (match && (match[1]!.toUpperCase() === match[1]! || match[1]!.toLowerCase() !== match[1]!)) {
        const start = span.start + match.index;
        report({ start, end: start + match[1]!.length }, 'todo', { data: { word: match[1]! } });
      }
    }
  },
});
