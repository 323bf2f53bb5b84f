import { servicesWithout } from '../../compose/containers';
import { addKeysFix } from '../../compose/fixes';
import { defineRule } from '../../rule';

export const noSecurityOpt = defineRule({
  name: 'no-security-opt',
  target: 'compose',
  severity: 'hint',
  category: 'isolation',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['security_opt_not_set'], cis: ['5.2', '5.3'] },
  fix: 'unsafe',
  docs: {
    what: 'A service sets no security option at all.',
    why: 'Without `security_opt` only the defaults of the daemon hold. A profile of its own, or at least no-new-privileges, shows that somebody thought about what the service may do.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - no-new-privileges:true\n',
    exceptions: 'Only in `all`: `new-privileges-allowed` names the one option that every service should have.',
  },
  messages: {
    missing: '"{service}" sets no security_opt, so only the defaults of the daemon protect the host from it. Add at least no-new-privileges:true.',
  },
  check(file, report, { workspace }) {
    for (const service of servicesWithout(file, workspace, 'security_opt')) {
      const fixes = addKeysFix(file, service, 'Add no-new-privileges:true', { security_opt: ['no-new-privileges:true'] });
      report(service.nameSpan, 'missing', { data: { service: service.name }, fixes });
    }
  },
});
