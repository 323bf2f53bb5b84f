import { isNamed, wrongSignals } from '../../dockerfile/stop-signal';
import { defineRule } from '../../rule';

export const nginxStopsignal = defineRule({
  name: 'nginx-stopsignal',
  target: 'dockerfile',
  severity: 'info',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: { tally: ['prefer-nginx-sigquit'] },
  fix: 'unsafe',
  docs: {
    what: 'A stage that runs nginx or OpenResty does not stop it by SIGQUIT.',
    why: 'SIGTERM makes nginx drop the requests it is serving; SIGQUIT lets it finish them.',
    bad: 'FROM alpine:3.24\nSTOPSIGNAL SIGTERM\nUSER 10001\nCMD ["nginx", "-g", "daemon off;"]\n',
    good: 'FROM alpine:3.24\nSTOPSIGNAL SIGQUIT\nUSER 10001\nCMD ["nginx", "-g", "daemon off;"]\n',
    exceptions: 'The official nginx image sets SIGQUIT itself; a stage on it is still reported where it gives another signal, or none, since its child images show it only with the base at hand.',
  },
  messages: {
    wrong: 'nginx drops its requests at {signal}; SIGQUIT lets it finish them. Use SIGQUIT.',
    missing: 'nginx drops its requests at SIGTERM, by which a container is stopped; SIGQUIT lets it finish them. Add STOPSIGNAL SIGQUIT.',
  },
  check(file, report) {
    for (const { span, signal, edit } of wrongSignals(file, isNamed(['nginx', 'openresty']), 'SIGQUIT')) {
      report(span, signal === undefined ? 'missing' : 'wrong', { data: { signal: signal ?? '' }, fixes: [{ title: 'Use STOPSIGNAL SIGQUIT', applicability: 'unsafe', edits: [edit] }] });
    }
  },
});
