import { setKey } from '../../daemon/edits';
import { isWindows, placeOfMissing } from '../../daemon/missing';
import { valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const privilegeGainAllowed = defineRule({
  name: 'privilege-gain-allowed',
  target: 'daemon',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.14'] },
  fix: 'unsafe',
  docs: {
    what: 'New containers may gain privileges that their first process does not have (`no-new-privileges`).',
    why: 'With it set, setuid programs and file capabilities in an image give nothing to whoever gets in as an ordinary user.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "no-new-privileges": true\n}\n',
    exceptions: 'Images that need sudo, su or ping with a file capability do not work with it; such containers say `--security-opt no-new-privileges=false`.',
  },
  messages: {
    missing: 'A process in a container may gain privileges through setuid programs. Set "no-new-privileges" to true, and allow it to those containers that need it.',
    off: 'With "no-new-privileges" off a process in a container may gain privileges through setuid programs. Set it to true, and allow it to those containers that need it.',
  },
  check(file, report) {
    if (isWindows(file)) return;
    const at = placeOfMissing(file, 'no-new-privileges');
    if (at) report(at, 'missing', { fixes: setKey(file, 'no-new-privileges', true) });
    const value = valueOf(file, 'no-new-privileges');
    if (value?.kind === 'boolean' && value.value === false) report(value.span, 'off', { fixes: setKey(file, 'no-new-privileges', true) });
  },
});
