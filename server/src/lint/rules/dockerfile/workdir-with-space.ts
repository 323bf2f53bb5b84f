import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const workdirWithSpace = defineRule({
  name: 'workdir-with-space',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['WORKDIR'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'The path of a WORKDIR has a blank in it that is neither quoted nor escaped.',
    why: 'WORKDIR takes one path, and takes the blank for a part of it: a directory is made that nobody meant, and scripts that use the path break.',
    bad: 'FROM alpine:3.24\nWORKDIR /app /data\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A path in quotes, or with escaped blanks, is meant so.',
  },
  messages: { blank: 'WORKDIR takes one path, so this makes a directory with a blank in its name: "{path}". Remove what is too much, or put the path in quotes.' },
  check(file, report) {
    for (const instruction of file.all('WORKDIR')) {
      const word = instruction.words[0];
      if (!word || trailingComment(instruction)) continue;
      const plain = word.text.replace(/"[^"]*"|'[^']*'|[\\`].|\$\{[^}]*\}/g, '');
      // Windows paths often have blanks, and backslashes that are no escapes.
      if (!/\S\s+\S/.test(plain) || instruction.stage?.os === 'windows' || /^["']?[a-zA-Z]:/.test(word.text)) continue;
      report(word.span, 'blank', { data: { path: word.value } });
    }
  },
});
