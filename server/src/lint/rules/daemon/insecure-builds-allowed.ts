import { replaceValue } from '../../daemon/edits';
import { fieldOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const insecureBuildsAllowed = defineRule({
  name: 'insecure-builds-allowed',
  target: 'daemon',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Builds may ask to run without a sandbox (`builder.entitlements.security-insecure`).',
    why: 'A Dockerfile with `RUN --security=insecure` is then root on the host, as far as a privileged container is.',
    bad: '{\n  "builder": { "entitlements": { "security-insecure": true } }\n}\n',
    good: '{\n  "builder": { "entitlements": { "security-insecure": false } }\n}\n',
    exceptions: 'The client must allow it as well (`--allow security.insecure`), which whoever builds a foreign Dockerfile may not notice. A builder of its own is the better place.',
  },
  messages: {
    allowed: 'A Dockerfile may run commands without a sandbox, as a privileged container. Take it out, and make a builder of its own for builds that need it.',
  },
  check(file, report) {
    const value = fieldOf(fieldOf(valueOf(file, 'builder'), 'entitlements')?.value, 'security-insecure')?.value;
    if (value?.kind === 'boolean' && value.value) report(value.span, 'allowed', { fixes: [{ title: 'Set it to false', applicability: 'unsafe', edits: [replaceValue(value, false)] }] });
  },
});
