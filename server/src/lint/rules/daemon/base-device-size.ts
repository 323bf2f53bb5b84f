import { removeItem } from '../../daemon/edits';
import { textsOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const baseDeviceSize = defineRule({
  name: 'base-device-size',
  target: 'daemon',
  severity: 'info',
  category: 'limits',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.11'] },
  fix: 'unsafe',
  docs: {
    what: 'An option of the driver devicemapper is set, such as `dm.basesize`.',
    why: 'Docker 25.0 dropped the driver; overlay2 does not start with its options, and the containerd image store ignores them. The size of the base device was never a limit that could be lowered again.',
    bad: '{\n  "storage-opts": ["dm.basesize=50G"]\n}\n',
    good: '{\n  "storage-opts": ["overlay2.size=50G"]\n}\n',
    exceptions: 'overlay2 limits the size of containers with `overlay2.size` on xfs with project quotas.',
  },
  messages: {
    option: '{option} is for the driver devicemapper, which is gone since Docker 25.0: other drivers do not start with it, and the containerd image store ignores it. Take it out, or use overlay2.size on xfs.',
  },
  check(file, report) {
    const list = valueOf(file, 'storage-opts');
    for (const option of textsOf(file, 'storage-opts')) {
      if (!/^\s*dm\./i.test(option.value) || list?.kind !== 'array') continue;
      report(option.span, 'option', { data: { option: option.value.split('=')[0]! }, fixes: [{ title: `Take ${option.value} out`, applicability: 'unsafe', edits: [removeItem(list, option)] }] });
    }
  },
});
