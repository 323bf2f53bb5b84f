import { capabilities, capabilityRisk } from '../../compose/capabilities';
import { once } from '../../compose/containers';
import { removeItemFix } from '../../compose/fixes';
import { asksForCapability, calmInTests } from '../../compose/purpose';
import { isTrue, stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const dangerousCapability = defineRule({
  name: 'dangerous-capability',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['container_capabilities_unrestricted'], 'compose-lint': ['CL-0024', 'CL-0011', 'CL-0027', 'CL-0028', 'CL-0029', 'CL-0030'], cis: ['5.4'] },
  fix: 'unsafe',
  docs: {
    what: 'A service is granted a capability that reaches beyond its container. The severity goes by what it allows: error for those that amount to root on the host, warning for those that reach the kernel or other processes, info for the rest.',
    why: 'Capabilities split the powers of root. Docker grants the harmless ones; each of these gives an intruder a known way out of the container or harm to the whole host.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    cap_add: [SYS_ADMIN]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    cap_drop: [ALL]\n    cap_add: [NET_BIND_SERVICE]\n',
    exceptions: 'Silent for the capabilities that Docker grants by itself, such as NET_BIND_SERVICE or CHOWN. NET_ADMIN is an info, because it reaches only the network of the container, unless that is the network of the host. Silent where the image is known to need it (NET_ADMIN for a VPN or with /dev/net/tun, IPC_LOCK for Vault). A hint in files for tests and development. A privileged service has all of them, which `privileged-service` says.',
  },
  messages: {
    dangerous: '{capability} lets "{service}" {power}. Remove it, or say in an ignore comment what needs it.',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(calmInTests(report, file, workspace));
    for (const service of file.services) {
      // It has them all, which privileged-service says.
      if (isTrue(service.get('privileged'))) continue;
      const hostNetwork = stringOf(service.get('network_mode')) === 'host';
      for (const { name, node } of capabilities(service, 'cap_add')) {
        const risk = capabilityRisk(name);
        if (!risk || asksForCapability(service, name)) continue;
        reportOnce(node.span, 'dangerous', {
          data: { service: service.name, capability: name, power: risk.power },
          severity: name === 'NET_ADMIN' && hostNetwork ? 'warning' : risk.severity,
          fixes: removeItemFix(file, service, 'cap_add', node),
        });
      }
    }
  },
});
