import type { DaemonModel } from '../../daemon/model';
import { protectionOf } from '../../daemon/tls';
import { booleanOf, memberOf, textsOf, valueOf } from '../../daemon/values';
import { parseListener } from '../../daemon/addresses';
import { removeKey, setKey } from '../../daemon/edits';
import { defineRule } from '../../rule';

export const incompleteDaemonTls = defineRule({
  name: 'incomplete-daemon-tls',
  target: 'daemon',
  severity: 'error',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['2.7'] },
  fix: 'unsafe',
  docs: {
    what: 'TLS is on, and the certificate, its key or the authority for clients is not named.',
    why: 'Without certificate and key dockerd does not start. Without `tlscacert` it does, and takes clients by any authority that the system trusts: a certificate from a public one is enough to be root.',
    bad: '{\n  "hosts": ["tcp://0.0.0.0:2376"],\n  "tlsverify": true,\n  "tlscert": "/etc/docker/server-cert.pem",\n  "tlskey": "/etc/docker/server-key.pem"\n}\n',
    good: '{\n  "hosts": ["tcp://0.0.0.0:2376"],\n  "tlsverify": true,\n  "tlscacert": "/etc/docker/ca.pem",\n  "tlscert": "/etc/docker/server-cert.pem",\n  "tlskey": "/etc/docker/server-key.pem"\n}\n',
    exceptions: 'The files in ~/.docker, which the flags of dockerd fall back to, are not looked for where TLS is turned on in daemon.json. Keys that are passed as flags are not seen.',
  },
  messages: {
    start: 'TLS needs a certificate and its key: {missing} is not set, and dockerd does not start.',
    unmeant: '"tlsverify" turns TLS on even where it is false, which needs a certificate and its key: {missing} is not set, and dockerd does not start. Take "tlsverify" out.',
    authority: 'Clients must have a certificate, but tlscacert does not say by whom: any authority that the system trusts will do. Name the authority of your clients.',
  },
  check(file, report) {
    const protection = protectionOf(file);
    if (protection === 'off' || file.errors.length > 0) return;
    const at = (memberOf(file, 'tlsverify') ?? memberOf(file, 'tls'))!;
    const missing = ['tlscert', 'tlskey'].filter((key) => !isNamed(file, key));
    if (missing.length === 2 && protection === 'unverified' && booleanOf(file, 'tls') !== true) report(at.nameSpan, 'unmeant', { data: { missing: missing.join(' or ') }, fixes: removeKey(file, at) });
    else if (missing.length > 0) report(at.nameSpan, 'start', { data: { missing: missing.join(' or ') }, fixes: missing.length === 1 ? setKey(file, missing[0]!, missing[0] === 'tlskey' ? '/etc/docker/server-key.pem' : '/etc/docker/server-cert.pem') : [] });
    const hosts = textsOf(file, 'hosts');
    // Without hosts TLS brings an address of its own.
    const onTcp = hosts.length === 0 || hosts.some(({ value }) => value.trim() !== '' && parseListener(value)?.protocol === 'tcp');
    if (protection === 'verified' && onTcp && !isNamed(file, 'tlscacert')) report(at.nameSpan, 'authority', { fixes: setKey(file, 'tlscacert', '/etc/docker/ca.pem') });
  },
});

/** Also by a template. */
function isNamed(file: DaemonModel, key: string): boolean {
  const value = valueOf(file, key);
  return value?.kind === 'unknown' || (value?.kind === 'string' && value.value !== '');
}
