import { reportSecurityOption } from '../../compose/security-opt';
import { defineRule } from '../../rule';
import { isInDevContainer } from '../../workspace/purpose';

export const seccompUnconfined = defineRule({
  name: 'seccomp-unconfined',
  target: 'compose',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: { kics: ['default_seccomp_profile_disabled'], semgrep: ['seccomp-confinement-disabled'], 'compose-lint': ['CL-0009'], cis: ['5.22'] },
  fix: 'unsafe',
  docs: {
    what: 'A service runs without a seccomp profile.',
    why: 'The default profile blocks some fifty system calls that no usual program needs and most container escapes use. Without it the whole kernel is open to attack.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - seccomp=unconfined\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    security_opt:\n      - no-new-privileges:true\n',
    exceptions: 'Debuggers and sandboxes (a browser, nested containers) may need more than the default profile; a profile of their own is better than none. Containers to develop in (below `.devcontainer`) are left alone, since debuggers trace there.',
  },
  messages: {
    off: '{option} lets "{service}" call the whole kernel, also what most container escapes use. Remove it, or give a profile that allows the calls that are needed.',
  },
  check(file, report) {
    if (isInDevContainer(file.uri)) return;
    reportSecurityOption(file, report, ({ name, value }) => (name === 'seccomp' && value === 'unconfined') || (name === 'label' && value === 'seccomp:unconfined'));
  },
});
