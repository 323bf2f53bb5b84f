import { setKey } from '../../daemon/edits';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const defaultHostCgroupns = defineRule({
  name: 'default-host-cgroupns',
  target: 'daemon',
  severity: 'warning',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Containers see the control groups of the host by default (`default-cgroupns-mode: host`).',
    why: 'They learn what else runs on the host and where; together with a writable /sys/fs/cgroup it is the start of known escapes.',
    bad: '{\n  "default-cgroupns-mode": "host"\n}\n',
    good: '{\n  "default-cgroupns-mode": "private"\n}\n',
    exceptions: 'It is the default with the old control groups (v1) only. A single container may say `--cgroupns=host`.',
  },
  messages: {
    host: 'Every container sees the control groups of the host. Take it out, and use --cgroupns=host for those that need it.',
  },
  check(file, report) {
    const mode = textOf(file, 'default-cgroupns-mode');
    if (mode?.value === 'host') report(mode.span, 'host', { fixes: setKey(file, 'default-cgroupns-mode', 'private') });
  },
});
