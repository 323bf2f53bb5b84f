import { adminPorts } from '../../../lint/facts/admin-ports';
import { defineImageRule } from '../rule';

export const imageAdminPort = defineImageRule({
  name: 'image-admin-port',
  target: 'image',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { trivy: ['DS-0004'], cis: ['5.6'] },
  toldBy: ['admin-port-exposed', 'ssh-server'],
  docs: {
    what: 'The built image exposes a port of remote administration: SSH, Telnet, RDP, VNC, the Docker API. The base image may have done it.',
    why: 'A container is managed through its engine. A way to log in from outside is one more thing to secure, and the first that is attacked; `docker run -P` publishes it.',
    bad: 'FROM registry.corp.test/with-ssh:2.0.1\nUSER 10001\n',
    good: 'FROM registry.corp.test/base:2.0.1\nUSER 10001\n',
    exceptions: 'Ports of other protocols than TCP are left alone. EXPOSE cannot be taken back: another base image is what helps.',
  },
  messages: {
    exposed: 'The image exposes port {port}, which is for remote administration. Leave it out; use docker exec, or the tools of the orchestrator.',
  },
  check(image, report) {
    for (const exposed of image.config.exposedPorts) {
      const [port = '', protocol = 'tcp'] = exposed.split('/');
      if (protocol === 'tcp' && adminPorts.includes(port)) report(image.placeOf('EXPOSE', (text) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(text)), 'exposed', { data: { port } });
    }
  },
});
