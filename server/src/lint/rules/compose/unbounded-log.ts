import { servicesWithout } from '../../compose/containers';
import { addKeysFix } from '../../compose/fixes';
import { defineRule } from '../../rule';

export const unboundedLog = defineRule({
  name: 'unbounded-log',
  target: 'compose',
  severity: 'hint',
  category: 'limits',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A service logs through the driver `json-file` without a limit on size, which is the default.',
    why: 'Docker keeps the whole output of a container for ever: a chatty service fills the disk of the host, and then everything on it stops.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    logging:\n      driver: local\n',
    exceptions: 'Off in `recommended`, since a daemon may set limits for all containers (`log-opts` in daemon.json).',
  },
  messages: {
    missing: 'Docker keeps all output of "{service}" for ever, until the disk is full. Set logging to the driver local, which rotates, or set max-size.',
  },
  check(file, report, { workspace }) {
    for (const service of servicesWithout(file, workspace, 'logging')) {
      report(service.nameSpan, 'missing', { data: { service: service.name }, fixes: addKeysFix(file, service, 'Log through the driver local', { logging: { driver: 'local' } }) });
    }
  },
});
