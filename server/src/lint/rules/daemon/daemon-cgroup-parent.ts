import { removeKey } from '../../daemon/edits';
import { memberOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const daemonCgroupParent = defineRule({
  name: 'daemon-cgroup-parent',
  target: 'daemon',
  severity: 'hint',
  category: 'limits',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.10'] },
  fix: 'unsafe',
  docs: {
    what: 'All containers run in a control group other than the usual one.',
    why: 'Limits of the group they should be in do not hold, and what watches the usual group does not see them.',
    bad: '{\n  "cgroup-parent": "/other"\n}\n',
    good: '{\n  "icc": false\n}\n',
    exceptions: 'A slice of its own for containers (`docker.slice`), with limits, is a good reason.',
  },
  messages: {
    other: 'Containers run in the control group {group}, whose limits they have in place of the usual ones. Take it out, unless that group is made for them.',
  },
  check(file, report) {
    const member = memberOf(file, 'cgroup-parent');
    if (member?.value.kind !== 'string' || member.value.value === '' || /^\/?docker(?:\.slice)?$/.test(member.value.value)) return;
    report(member.value.span, 'other', { data: { group: member.value.value }, fixes: removeKey(file, member) });
  },
});
