import { removeKey, rename } from '../../daemon/edits';
import { goneKeys } from '../../daemon/keys';
import { defineRule } from '../../rule';

export const removedDaemonKey = defineRule({
  name: 'removed-daemon-key',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['C.2'] },
  fix: 'unsafe',
  docs: {
    what: 'A key that dockerd had once and refuses now, with the release that removed it.',
    why: 'The file works until Docker is updated; then dockerd does not start, and no container with it.',
    bad: '{\n  "graph": "/srv/docker"\n}\n',
    good: '{\n  "data-root": "/srv/docker"\n}\n',
    exceptions: 'For a daemon that stays older than that release, switch the rule off.',
  },
  messages: {
    replaced: 'Docker {release} and later do not start with {key}. It is called {replacement} now.',
    removed: 'Docker {release} and later do not start with {key}. {instead}.',
  },
  check(file, report) {
    for (const member of file.members) {
      if (!Object.hasOwn(goneKeys, member.name)) continue;
      const { removed, replacement, instead = 'Take it out' } = goneKeys[member.name]!;
      const data = { release: removed, key: member.name };
      const free = replacement !== undefined && !file.members.some(({ name }) => name === replacement);
      if (replacement === undefined) report(member.nameSpan, 'removed', { data: { ...data, instead }, tags: ['deprecated'], fixes: removeKey(file, member) });
      else {
        const fixes = free ? [{ title: `Use "${replacement}"`, applicability: 'unsafe' as const, edits: [rename(member, replacement)] }] : removeKey(file, member);
        report(member.nameSpan, 'replaced', { data: { ...data, replacement }, tags: ['deprecated'], fixes });
      }
    }
  },
});
