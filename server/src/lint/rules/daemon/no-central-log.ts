import { logDriverOf } from '../../daemon/logs';
import { placeOfMissing } from '../../daemon/missing';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const noCentralLog = defineRule({
  name: 'no-central-log',
  target: 'daemon',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { cis: ['2.13'] },
  fix: 'none',
  docs: {
    what: 'The logs of containers stay on the host.',
    why: 'Whoever breaks into the host deletes them, and of a host that is lost nothing is left to look at.',
    bad: '{\n  "icc": false\n}\n',
    good: '{\n  "log-driver": "syslog",\n  "log-opts": { "syslog-address": "tcp+tls://logs.example.org:6514" }\n}\n',
    exceptions: 'An agent that collects the files serves as well. Silent about drivers that send logs elsewhere.',
  },
  messages: {
    local: 'The driver {driver} keeps logs on this host only, where an intruder deletes them. Send them elsewhere, or let an agent collect them.',
  },
  check(file, report) {
    const driver = logDriverOf(file);
    const at = textOf(file, 'log-driver')?.span ?? placeOfMissing(file, 'log-driver');
    if (at && /^(?:json-file|local|none)$/.test(driver)) report(at, 'local', { data: { driver } });
  },
});
