import { defineRule } from '../../rule';

export const missingFinalNewline = defineRule({
  name: 'missing-final-newline',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['eol-last'] },
  docs: {
    what: 'The last line of the file does not end with a line break.',
    why: 'Tools that append or join files glue the next line to it, and differences show the line as changed when one is added.',
    bad: 'FROM alpine:3.24\nUSER 10001',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Empty files.',
  },
  messages: {
    missing: 'The last line does not end with a line break. Add one.',
  },
  check(file, report) {
    const { text, eol } = file.source;
    const end = text.length;
    if (end === 0 || text.endsWith('\n') || text.endsWith('\r')) return;
    report({ start: end - 1, end }, 'missing', { fixes: [{ title: 'Add a line break', applicability: 'safe', edits: [{ span: { start: end, end }, newText: eol }] }] });
  },
});
