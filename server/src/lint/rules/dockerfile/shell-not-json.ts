import { defineRule } from '../../rule';

export const shellNotJson = defineRule({
  name: 'shell-not-json',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['SHELL'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['SHELL_JSON_FORM'] },
  fix: 'safe',
  docs: {
    what: 'The arguments of SHELL are no JSON array.',
    why: 'SHELL has no other form; the build stops.',
    bad: 'FROM alpine:3.24\nSHELL /bin/ash -o pipefail -c\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nSHELL ["/bin/ash", "-o", "pipefail", "-c"]\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { words: 'SHELL takes a JSON array only, so the build stops. Write SHELL {array}.' },
  check(file, report) {
    for (const instruction of file.all('SHELL')) {
      const { args, exec } = instruction;
      // What begins with a bracket is malformed-json's.
      if (exec || args.text === '' || args.text.startsWith('[')) continue;
      const array = `[${args.text.split(/\s+/).map((word) => JSON.stringify(word.replace(/^(["'])(.*)\1$/, '$2'))).join(', ')}]`;
      const span = args.span(0, args.text.length);
      report(span, 'words', { data: { array }, fixes: /(["'])[^"']*\s[^"']*\1/.test(args.text) ? [] : [{ title: `Write ${array}`, applicability: 'safe', edits: [{ span, newText: array }] }] });
    }
  },
});
