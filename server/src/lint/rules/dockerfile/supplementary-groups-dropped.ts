import { membershipsOf } from '../../dockerfile/accounts';
import { defineRule } from '../../rule';
import { isRoot } from '../../workspace/users';

export const supplementaryGroupsDropped = defineRule({
  name: 'supplementary-groups-dropped',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['USER'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['user-explicit-group-drops-supplementary-groups'] },
  docs: {
    what: 'USER names a group, so that the groups that an earlier command gave the account do not count.',
    why: 'With `USER app:app` the process has that one group and none of the others: the access that `usermod -aG` was meant to give is missing at run time.',
    bad: 'FROM debian:13.6-slim\nRUN useradd --no-log-init -G audio app\nUSER app:app\n',
    good: 'FROM debian:13.6-slim\nRUN useradd --no-log-init -G audio app\nUSER app\n',
    exceptions: 'Accounts and groups are followed by name through the stages that the image is built from. A group that USER names itself is not missing.',
  },
  messages: {
    dropped: 'With :{group} the process is not in {groups}, which the account was put into. Write USER {user}.',
  },
  check(file, report) {
    for (const instruction of file.all('USER')) {
      const { stage, words, onbuild } = instruction;
      const [user = '', group] = words[0]?.resolved?.split(':') ?? [];
      if (!stage || onbuild || stage.os === 'windows' || !group || user === '' || /^\d+$/.test(user) || isRoot(user)) continue;
      const lost = membershipsOf(stage).filter((membership) => membership.user === user && membership.group !== group && membership.instruction.index < instruction.index);
      if (lost.length === 0) continue;
      const word = words[0]!;
      const colon = word.text.indexOf(':');
      const edits = word.text === `${user}:${group}` ? [{ span: { start: word.span.start + colon, end: word.span.end }, newText: '' }] : [];
      report(word.span, 'dropped', {
        data: { user, group, groups: [...new Set(lost.map((membership) => membership.group))].join(', ') },
        fixes: edits.length > 0 ? [{ title: `Use USER ${user}`, applicability: 'unsafe', edits }] : [],
        related: lost.map(({ word: at, group: name }) => ({ span: at.span, message: `The account is put into ${name} here.` })),
      });
    }
  },
});
