import { reportHostNamespace } from '../../compose/host-namespace';
import { isHostAgent, isNetworkTool, isRedisCluster } from '../../compose/purpose';
import { defineRule } from '../../rule';

export const hostNetwork = defineRule({
  name: 'host-network',
  target: 'compose',
  severity: 'warning',
  category: 'network',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['shared_host_network_namespace'], 'compose-lint': ['CL-0008'], cis: ['5.10'] },
  fix: 'unsafe',
  docs: {
    what: 'A service uses the network of the host.',
    why: 'The container can reach services that listen on the host\'s loopback only, open any port of the host, and, as root, watch its traffic. Port mappings and network separation do nothing for it.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    network_mode: host\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:80"]\n',
    exceptions: 'Discovery protocols that need multicast or broadcast (DHCP, mDNS) work only this way: silent for images of such servers, of tunnels and of monitoring agents, and for clusters of Redis, whose nodes tell each other their addresses. A hint in files for tests and development.',
  },
  messages: {
    host: '"{service}" shares the network of the host, so it reaches everything that listens on localhost there. Remove network_mode and publish the ports that are needed.',
  },
  check(file, report, { workspace }) {
    reportHostNamespace(file, 'network_mode', report, workspace, { isMeant: (service) => isHostAgent(service) || isNetworkTool(service) || isRedisCluster(service) });
  },
});
