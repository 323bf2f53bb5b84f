import { once } from '../../compose/containers';
import { portsOf } from '../../compose/ports';
import { defineRule } from '../../rule';

export const privilegedPort = defineRule({
  name: 'privileged-port',
  target: 'compose',
  severity: 'info',
  category: 'network',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['privileged_ports_mapped_in_container'], cis: ['5.8', '5.9'] },
  fix: 'none',
  docs: {
    what: 'A service takes a port below 1024 of the host, other than 80 and 443.',
    why: 'Those ports belong to the system\'s own services (SSH, DNS, mail). A container in their place can imitate one, and rootless Docker cannot publish them.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:53:5353/udp"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:5353:5353/udp"]\n',
    exceptions: 'Ports that a server of the kind is meant to have (25 for mail, 53 for DNS) can be allowed by the option.',
  },
  messages: {
    privileged: '"{service}" takes the system port {port} of the host, which rootless Docker cannot publish. Use one above 1023, or allow it in the options of this rule.',
  },
  options: {
    allowed: { default: ['80', '443'] as readonly string[], description: 'Ports of the host that may be taken.' },
  },
  check(file, report, { options }) {
    const reportOnce = once(report);
    const allowed = new Set(options.allowed);
    for (const service of file.services) {
      for (const { published, publishedSpan, publishedText } of portsOf(service)) {
        if (!published || !publishedSpan || published.from >= 1024 || published.from === 0 || allowed.has(String(published.from))) continue;
        reportOnce(publishedSpan, 'privileged', { data: { service: service.name, port: publishedText ?? '' } });
      }
    }
  },
});
