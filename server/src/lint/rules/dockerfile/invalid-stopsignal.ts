import { parseSignal } from '../../dockerfile/signals';
import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const invalidStopsignal = defineRule({
  name: 'invalid-stopsignal',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['STOPSIGNAL'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['INVALID_SIGNAL'] },
  fix: 'unsafe',
  docs: {
    what: 'STOPSIGNAL names a signal that does not exist.',
    why: 'Nothing can be sent under that name, so BuildKit refuses the file and the build stops.',
    bad: 'FROM alpine:3.24\nSTOPSIGNAL SIGTEM\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nSTOPSIGNAL SIGTERM\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { unknown: 'There is no signal "{signal}", so the build stops. Write a name such as SIGTERM, or a number.' },
  check(file, report) {
    for (const instruction of file.all('STOPSIGNAL')) {
      const word = instruction.words[0];
      const signal = word?.resolved?.trim();
      if (!word || signal === undefined || signal === '' || parseSignal(signal) || trailingComment(instruction)) continue;
      report(word.span, 'unknown', { data: { signal }, fixes: [{ title: 'Use SIGTERM', applicability: 'unsafe', edits: [{ span: word.span, newText: 'SIGTERM' }] }] });
    }
  },
});
