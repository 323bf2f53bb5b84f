import { defineRule } from '../../rule';

const validName = /^[a-z][a-z0-9\-_.]*$/;

export const stageNameInvalid = defineRule({
  name: 'stage-name-invalid',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['INVALID_BUILD_STAGE_NAME'] },
  fix: 'none',
  docs: {
    what: 'A stage name does not begin with a letter, or holds something other than letters, digits, "-", "_" and ".".',
    why: 'BuildKit refuses such a name. Variables are not replaced in it either.',
    bad: 'FROM alpine:3.24 AS 2nd-stage\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS second-stage\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    invalid: '"{name}" is no valid stage name, so the build stops: it must begin with a letter and hold only letters, digits, "-", "_" and ".".',
    variable: 'Variables are not replaced in a stage name, so "{name}" stops the build. Write the name out.',
  },
  scope: 'instruction',
  keywords: ['FROM'],
  check(file, report) {
    for (const { from, onbuild } of file.all('FROM')) {
      const word = from?.name;
      if (!word || onbuild || validName.test(word.text.toLowerCase())) continue;
      report(word.span, word.text.includes('$') ? 'variable' : 'invalid', { data: { name: word.text } });
    }
  },
});
