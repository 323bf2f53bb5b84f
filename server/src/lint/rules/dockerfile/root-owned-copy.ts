import type { Instruction } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';

export const rootOwnedCopy = defineRule({
  name: 'root-owned-copy',
  target: 'dockerfile',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['copy-after-user-without-chown'] },
  docs: {
    what: 'COPY or ADD after USER brings in files that belong to root.',
    why: 'USER does not change who owns copied files. The program then cannot write them, which is found out at run time, or people loosen permissions to make it work.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCOPY app /srv/app\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCOPY --chown=10001 app /srv/app\n',
    exceptions: 'Files that the program only reads are better left to root: ignore the rule there. Copies from other stages are judged too. A chown of a later RUN that covers the files counts as their owner being set.',
  },
  messages: {
    root: 'USER is {user} here, but the copied files belong to root. Add --chown={user} if the program must write them, or move COPY above USER.',
  },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const user = instruction.before.user;
      if (user?.user === undefined || isRoot(user.user) || instruction.stage?.os === 'windows' || instruction.onbuild || instruction.flags.some((flag) => flag.name === 'chown' || flag.name === 'chmod')) continue;
      if (isGivenAway(instruction)) continue;
      const owner = user.group !== undefined && user.group !== '' ? `${user.user}:${user.group}` : user.user;
      const at = instruction.keywordSpan.end;
      report(instruction.keywordSpan, 'root', { data: { user: owner }, fixes: [{ title: `Add --chown=${owner}`, applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ` --chown=${owner}` }] }] });
    }
  },
});

/** Whether a later chown of the stage covers where the files go. */
function isGivenAway(copy: Instruction): boolean {
  const destination = joinPath(copy.before.workdir?.path, copy.copy?.destination?.resolved);
  if (destination === undefined) return false;
  return (copy.stage?.instructions ?? []).some(
    (instruction) =>
      instruction.keyword === 'RUN' &&
      instruction.index > copy.index &&
      commandsOf(instruction).some(
        (command) =>
          command.name === 'chown' &&
          positionals(command)
            .slice(1)
            .some((word) => covers(joinPath(instruction.before.workdir?.path, word.value), destination)),
      ),
  );
}

function covers(path: string | undefined, destination: string): boolean {
  return path !== undefined && (path === '/' || destination === path || destination.startsWith(`${path}/`));
}
