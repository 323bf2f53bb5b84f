import { parseSignal } from '../../dockerfile/signals';
import { defineRule } from '../../rule';

export const ungracefulStopsignal = defineRule({
  name: 'ungraceful-stopsignal',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['STOPSIGNAL'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['no-ungraceful-stopsignal'] },
  fix: 'unsafe',
  docs: {
    what: 'STOPSIGNAL is SIGKILL or SIGSTOP.',
    why: 'No program can catch these: it gets no chance to finish requests, write its data or remove its locks when the container stops.',
    bad: 'FROM alpine:3.24\nSTOPSIGNAL SIGKILL\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nSTOPSIGNAL SIGTERM\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Windows has no signals.',
  },
  messages: { uncatchable: 'No program can catch {signal}, so the container stops without finishing its work. Use SIGTERM, or the signal by which the program stops.' },
  check(file, report) {
    for (const instruction of file.all('STOPSIGNAL')) {
      const word = instruction.words[0];
      if (!word || instruction.stage?.os === 'windows') continue;
      const signal = word.resolved === undefined ? undefined : parseSignal(word.resolved.trim());
      if (signal?.name !== 'SIGKILL' && signal?.name !== 'SIGSTOP') continue;
      report(word.span, 'uncatchable', { data: { signal: signal.name }, fixes: [{ title: 'Use SIGTERM', applicability: 'unsafe', edits: [{ span: word.span, newText: 'SIGTERM' }] }] });
    }
  },
});
