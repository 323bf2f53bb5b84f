import { once } from '../../compose/containers';
import { replaceFix } from '../../compose/fixes';
import { listOf, rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const unquotedPort = defineRule({
  name: 'unquoted-port',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['require-quotes-in-ports'] },
  fix: 'safe',
  docs: {
    what: 'A port in `ports` or `expose` is not quoted.',
    why: 'Tools that read YAML 1.1 take `22:22` for a number in base 60, and then publish port 1342. Quotes make it a string everywhere.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports:\n      - 127.0.0.1:2222:22\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports:\n      - "127.0.0.1:2222:22"\n',
    exceptions: 'Only in `all`: Compose itself reads it right.',
  },
  messages: {
    unquoted: 'Tools that read YAML 1.1 may take {port} for a number in base 60. Put quotes around it.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const node of [...listOf(service.get('ports')), ...listOf(service.get('expose'))]) {
        const text = rawString(node);
        if (node.form !== 'plain' || text === undefined || node.entries) continue;
        reportOnce(node.span, 'unquoted', { data: { port: text }, fixes: replaceFix(file, 'Put quotes around it', node, JSON.stringify(node.text), 'safe') });
      }
    }
  },
});
