import { once } from '../../compose/containers';
import { hostMounts, isRuntimeSocket } from '../../compose/host-mounts';
import { calmInTests } from '../../compose/purpose';
import { rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const dockerSocketMount = defineRule({
  name: 'docker-socket-mount',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['docker_socket_mounted_in_container'], semgrep: ['exposing-docker-socket-volume'], 'compose-lint': ['CL-0001'], cis: ['5.32'] },
  fix: 'none',
  docs: {
    what: 'The control socket of a container runtime (Docker, containerd, Podman, CRI-O, BuildKit) is mounted into a service.',
    why: 'Whoever can write to the socket can start a privileged container that mounts the host, so the service is root on the host. Mounting the socket read-only changes nothing: the API is still there.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    volumes:\n      - /var/run/docker.sock:/var/run/docker.sock\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    environment:\n      DOCKER_HOST: tcp://socket-proxy:2375\n',
    exceptions: 'Silent for images whose name says that they are a socket proxy: that is the remedy, as long as the proxy allows only the calls that are needed. Also for cAdvisor, which reads the names of containers there and speaks to no proxy. A hint in files for tests and development.',
  },
  messages: {
    mounted: '"{service}" gets the control socket {source}, and with it root on the host; read-only makes no difference. Put a socket proxy in between that allows only the calls it needs.',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(calmInTests(report, file, workspace));
    for (const mount of hostMounts(file)) {
      if (!isRuntimeSocket(mount) || /socket-?proxy|\/cadvisor\b/i.test(rawString(mount.service?.image) ?? '')) continue;
      reportOnce(mount.sourceSpan, 'mounted', { data: { service: mount.owner, source: mount.source } });
    }
  },
});
