import { cacheMountsOf, isWithin } from '../../dockerfile/cache-mounts';
import { defineRule } from '../../rule';
import { installsOf } from '../../shell/managers';
import { commandsOf } from '../../shell/scripts';

export const cacheMountUnlocked = defineRule({
  name: 'cache-mount-unlocked',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A cache of apt is mounted without sharing=locked.',
    why: 'apt wants its directories for itself. Two builds, or two platforms of one build, that use the cache at the same time stop with "could not get lock".',
    bad: 'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends curl\nUSER 10001\n',
    good: 'FROM debian:13\nRUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y --no-install-recommends curl\nUSER 10001\n',
    exceptions: 'sharing=private, and mounts of RUNs in which apt does not run.',
  },
  messages: { shared: 'Builds that run side by side share this cache, and apt stops where another one holds its lock. Add sharing=locked.' },
  check(file, report) {
    for (const run of file.all('RUN')) {
      for (const { mount, target } of cacheMountsOf(run)) {
        if (!['/var/cache/apt', '/var/lib/apt'].some((directory) => isWithin(target, directory) || target === '/var/cache' || target === '/var/lib')) continue;
        const sharing = mount.option('sharing');
        if ((sharing && sharing.value !== 'shared') || !commandsOf(run).some((command) => installsOf(command)?.manager.family === 'debian')) continue;
        const at = mount.option('target', 'dst', 'destination')!;
        const end = mount.flag.value!.span.end;
        const quoted = /["']$/.test(mount.flag.value!.text);
        const edit = sharing?.valueSpan ? { span: sharing.valueSpan, newText: 'locked' } : { span: { start: end, end }, newText: ',sharing=locked' };
        report((sharing?.valueSpan ?? at.valueSpan ?? at.span), 'shared', { fixes: quoted ? [] : [{ title: 'Add sharing=locked', applicability: 'safe', edits: [edit] }] });
      }
    }
  },
});
