import { hostOf, isLoopback } from '../../daemon/addresses';
import { removeItem } from '../../daemon/edits';
import { textsOf, valueOf } from '../../daemon/values';
import type { RuleFix } from '../../rule';
import { defineRule } from '../../rule';

export const insecureRegistry = defineRule({
  name: 'insecure-registry',
  target: 'daemon',
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['2.5'] },
  fix: 'unsafe',
  docs: {
    what: 'A registry is named to which dockerd talks without TLS, or with a certificate that nobody has signed.',
    why: 'Whoever is on the way puts images of his own in place of yours, which then run as root, and reads the password that docker login keeps for the registry.',
    bad: '{\n  "insecure-registries": ["registry.example.org:5000"]\n}\n',
    good: '{\n  "registry-mirrors": ["https://registry.example.org:5000"]\n}\n',
    exceptions: 'Silent about the loopback, which dockerd always takes for insecure: `127.0.0.0/8` and `localhost`. An authority of your own goes into `/etc/docker/certs.d/HOST:PORT/ca.crt`.',
  },
  messages: {
    registry: 'Whoever is on the way to {registry} can put other images in place of yours and read the password. Put its authority into /etc/docker/certs.d/{host}/ca.crt in place of this.',
    all: '{registry} is every address there is: no registry is asked for a certificate that is valid. Name the one that needs it, or put its authority into /etc/docker/certs.d.',
  },
  check(file, report) {
    const list = valueOf(file, 'insecure-registries');
    for (const registry of textsOf(file, 'insecure-registries')) {
      const host = registry.value.replace(/^https?:\/\//i, '').replace(/\/+$/, '');
      if (host === '' || isLocal(host)) continue;
      const fixes: RuleFix[] = list?.kind === 'array' ? [{ title: `Take ${registry.value} out`, applicability: 'unsafe', edits: [removeItem(list, registry)] }] : [];
      const data = { registry: registry.value, host };
      if (/^(?:0\.0\.0\.0|::|\*|[\d.]+|[\da-f:]+)\/0$|^\*$/i.test(registry.value)) report(registry.span, 'all', { data, severity: 'error', fixes });
      else report(registry.span, 'registry', { data: /\/\d+$/.test(host) ? { ...data, host: 'HOST:PORT' } : data, fixes });
    }
  },
});

function isLocal(host: string): boolean {
  return isLoopback(hostOf(host.replace(/\/\d+$/, '')));
}
