import { removeKey } from '../../daemon/edits';
import { memberOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const experimentalDaemon = defineRule({
  name: 'experimental-daemon',
  target: 'daemon',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.18'] },
  fix: 'unsafe',
  docs: {
    what: 'dockerd runs with experimental features.',
    why: 'They may change or vanish with any release and are not meant for production; buildx and BuildKit, for which it was often set, do not need it any more.',
    bad: '{\n  "experimental": true\n}\n',
    good: '{\n  "icc": false\n}\n',
    exceptions: 'Daemons that try out checkpoints need it.',
  },
  messages: {
    on: 'Experimental features may change with any release. Take the key out, unless one of them is used: buildx is none.',
  },
  check(file, report) {
    const member = memberOf(file, 'experimental');
    if (member?.value.kind === 'boolean' && member.value.value) report(member.value.span, 'on', { fixes: removeKey(file, member) });
  },
});
