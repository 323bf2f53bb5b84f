import { hostOf, isLoopback } from '../../daemon/addresses';
import { removeMember } from '../../daemon/edits';
import { logDriverOf } from '../../daemon/logs';
import { entriesOf, memberOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const logTlsUnverified = defineRule({
  name: 'log-tls-unverified',
  target: 'daemon',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Logs are sent over TLS without asking who takes them.',
    why: 'Whoever is on the way reads all output of all containers, with what applications write there, and the token of the collector.',
    bad: '{\n  "log-driver": "splunk",\n  "log-opts": { "splunk-url": "https://logs.example.org:8088", "splunk-insecureskipverify": "true" }\n}\n',
    good: '{\n  "log-driver": "splunk",\n  "log-opts": { "splunk-url": "https://logs.example.org:8088", "splunk-capath": "/etc/docker/splunk-ca.pem" }\n}\n',
    exceptions: 'An authority of your own is named with `splunk-capath` or `syslog-tls-ca-cert`.',
  },
  messages: {
    skip: '{option} lets whoever is on the way read the logs of all containers. Take it out and name the authority with {authority}.',
    http: 'Logs and token go to {address} in clear text. Use https.',
  },
  check(file, report) {
    const driver = logDriverOf(file);
    const options = valueOf(file, 'log-opts');
    if (options?.kind !== 'object') return;
    for (const { name, value } of entriesOf(file, 'log-opts')) {
      const authority = authorities[name];
      if (authority !== undefined && name.startsWith(driver) && /^(?:1|t|true)$/i.test(value.value)) {
        const member = memberOf(options, name)!;
        report(value.span, 'skip', { data: { option: name, authority }, fixes: [{ title: `Take "${name}" out`, applicability: 'unsafe', edits: [removeMember(options, member)] }] });
      }
      const [, host] = /^http:\/\/([^/]*)/i.exec(value.value) ?? [];
      if (name === 'splunk-url' && driver === 'splunk' && host !== undefined && !isLoopback(hostOf(host))) report(value.span, 'http', { data: { address: host } });
    }
  },
});

/** Options that switch the check off, and those that make it pass. */
const authorities: Readonly<Record<string, string>> = { 'splunk-insecureskipverify': 'splunk-capath', 'syslog-tls-skip-verify': 'syslog-tls-ca-cert' };
