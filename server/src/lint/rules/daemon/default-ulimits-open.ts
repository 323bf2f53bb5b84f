import { isWindows, placeOfMissing } from '../../daemon/missing';
import { fieldOf, memberOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const defaultUlimitsOpen = defineRule({
  name: 'default-ulimits-open',
  target: 'daemon',
  severity: 'hint',
  category: 'limits',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.8'] },
  fix: 'none',
  docs: {
    what: 'Containers have no limit on open files or processes by default, or none at all.',
    why: 'One container that opens files or starts processes without end takes them from all others.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "default-ulimits": {\n    "nofile": { "Name": "nofile", "Soft": 64000, "Hard": 64000 }\n  }\n}\n',
    exceptions: 'Only files and processes are looked at: unlimited core dumps or locked memory may be wanted. Without the key the limits of the systemd unit hold.',
  },
  messages: {
    missing: 'Containers have the limits of dockerd itself, which are high or none. Set "default-ulimits" for nofile and nproc.',
    unlimited: '-1 is no limit: one container can take all {what} of the host. Give a number that is enough.',
  },
  check(file, report) {
    if (isWindows(file)) return;
    const at = placeOfMissing(file, 'default-ulimits');
    if (at) report(at, 'missing');
    const limits = valueOf(file, 'default-ulimits');
    for (const [name, what] of [['nofile', 'open files'], ['nproc', 'processes']] as const) {
      const hard = fieldOf(memberOf(limits?.kind === 'object' ? limits : undefined, name)?.value, 'hard')?.value;
      if (hard?.kind === 'number' && hard.value < 0) report(hard.span, 'unlimited', { data: { what }, severity: 'info' });
    }
  },
});
