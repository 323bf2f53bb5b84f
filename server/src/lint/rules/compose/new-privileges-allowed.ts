import { givenBeside, once, wholeServices } from '../../compose/containers';
import { addItemFix, replaceFix } from '../../compose/fixes';
import type { Service } from '../../compose/model';
import { securityOptions } from '../../compose/security-opt';
import type { SecurityOption } from '../../compose/security-opt';
import { defineRule } from '../../rule';

export const newPrivilegesAllowed = defineRule({
  name: 'new-privileges-allowed',
  target: 'compose',
  severity: 'info',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['no_new_privileges_not_set'], semgrep: ['no-new-privileges'], 'compose-lint': ['CL-0003'], cis: ['5.26'] },
  fix: 'unsafe',
  docs: {
    what: 'A service does not set `no-new-privileges`.',
    why: 'A process in the container can gain rights through a setuid program (su, sudo, ping) even if it runs as an ordinary user. With no-new-privileges the kernel refuses that.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - no-new-privileges:true\n',
    exceptions: 'Off in `recommended`: images that start as root and step down with gosu or su-exec work with it, those that use sudo do not. Silent where a part of the service stands in another file.',
  },
  messages: {
    missing: 'Processes in "{service}" can gain rights through setuid programs. Add no-new-privileges:true to security_opt.',
    off: '"{service}" allows processes to gain rights through setuid programs. Set no-new-privileges:true.',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(report);
    for (const service of wholeServices(file)) {
      const option = newPrivileges(service);
      const data = { service: service.name };
      if (!option) {
        if (givenBeside(workspace, file, service, (c) => newPrivileges(c) !== undefined)) continue;
        reportOnce(service.nameSpan, 'missing', { data, fixes: addItemFix(file, service, 'security_opt', 'no-new-privileges:true') });
      } else if (option.value === 'false') {
        reportOnce(option.node.span, 'off', { data, fixes: replaceFix(file, 'Set no-new-privileges:true', option.node, 'no-new-privileges:true') });
      }
    }
  },
});

function newPrivileges(service: Service): SecurityOption | undefined {
  return securityOptions(service).find((o) => o.name === 'no-new-privileges');
}
