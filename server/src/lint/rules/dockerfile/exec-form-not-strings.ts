import { defineRule } from '../../rule';

export const execFormNotStrings = defineRule({
  name: 'exec-form-not-strings',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A JSON array in exec form holds something other than strings.',
    why: 'Arguments of a program are strings; BuildKit stops at numbers, booleans, null and nested arrays.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD ["sleep", 60]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["sleep", "60"]\n',
  },
  messages: { type: 'The exec form takes strings only, so the build stops. Put every element in double quotes.' },
  check(file, report) {
    for (const error of file.errors) if (error.code === 'json-not-strings') report(error.span, 'type');
  },
});
