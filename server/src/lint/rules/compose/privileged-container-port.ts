import { capabilities } from '../../compose/capabilities';
import { once } from '../../compose/containers';
import { portsOf } from '../../compose/ports';
import { defineRule } from '../../rule';

export const privilegedContainerPort = defineRule({
  name: 'privileged-container-port',
  target: 'compose',
  severity: 'hint',
  category: 'network',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['privileged_ports_mapped_in_container'], cis: ['5.8'] },
  fix: 'none',
  docs: {
    what: 'A service listens on a port below 1024 inside its container.',
    why: 'Docker allows that to every user, but Kubernetes and Podman do not always: there the program needs root or NET_BIND_SERVICE. A port above 1023 works everywhere without either.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:80"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:8080"]\n',
    exceptions: 'Only in `all`: most images are made for 80 and 443. Silent where NET_BIND_SERVICE is dropped by name.',
  },
  messages: {
    privileged: '"{service}" listens on port {port}, which outside Docker needs root or NET_BIND_SERVICE. Let it listen above 1023 and map that.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      if (capabilities(service, 'cap_drop').some((c) => c.name === 'NET_BIND_SERVICE')) continue;
      for (const port of portsOf(service)) {
        if (port.target && port.target.from < 1024) reportOnce(port.node.span, 'privileged', { data: { service: service.name, port: port.targetText } });
      }
    }
  },
});
