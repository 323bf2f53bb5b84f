import { defineRule } from '../../rule';

export const emptyVolume = defineRule({
  name: 'empty-volume',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['VOLUME'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A path of VOLUME is empty.',
    why: 'BuildKit stops: there is no directory of that name.',
    bad: 'FROM alpine:3.24\nVOLUME [""]\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nVOLUME ["/data"]\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { empty: 'This path of VOLUME is empty, so the build stops. Write the path of a directory.' },
  check(file, report) {
    for (const instruction of file.all('VOLUME')) {
      for (const word of instruction.words) if (word.resolved !== undefined && word.resolved.trim() === '') report(word.span, 'empty');
    }
  },
});
