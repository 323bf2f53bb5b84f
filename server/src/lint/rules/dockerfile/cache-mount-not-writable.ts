import { accountsOf } from '../../dockerfile/accounts';
import { cacheMountsOf } from '../../dockerfile/cache-mounts';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';

export const cacheMountNotWritable = defineRule({
  name: 'cache-mount-not-writable',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A RUN of a user who is not root mounts a cache without saying whose it is.',
    why: 'Cache mounts belong to root, with mode 0755. Others cannot write to them: the tool goes on without a cache, or stops.',
    bad: 'FROM node:24-slim\nUSER 1000\nRUN --mount=type=cache,target=/home/node/.npm npm ci\n',
    good: 'FROM node:24-slim\nUSER 1000\nRUN --mount=type=cache,target=/home/node/.npm,uid=1000 npm ci\n',
    exceptions: 'Mounts with uid, gid, mode or from, and RUNs in which sudo runs.',
  },
  messages: {
    owner: 'This cache belongs to root, but {user} runs here and cannot write to it. Add uid={uid}.',
    name: 'This cache belongs to root, but {user} runs here and cannot write to it. Add uid= with the number of that user.',
  },
  check(file, report) {
    for (const run of file.all('RUN')) {
      const user = run.before.user?.user;
      if (user === undefined || user === '' || isRoot(user) || run.stage?.os === 'windows') continue;
      for (const { mount } of cacheMountsOf(run)) {
        if (mount.option('uid', 'gid', 'mode', 'from') || commandsOf(run).some((command) => [command.name, ...command.wrappers.map(({ name }) => name)].some((name) => /^(?:sudo|doas|su)$/.test(name)))) continue;
        const uid = uidOf(user, run);
        const at = mount.option('target', 'dst', 'destination')!;
        const { end } = mount.flag.value!.span;
        const fix = { title: `Add uid=${uid}`, applicability: 'safe' as const, edits: [{ span: { start: end, end }, newText: `,uid=${uid}` }] };
        report(at.valueSpan ?? at.span, uid === undefined ? 'name' : 'owner', { data: { user, ...(uid === undefined ? {} : { uid }) }, fixes: uid === undefined || /["']$/.test(mount.flag.value!.text) ? [] : [fix] });
      }
    }
  },
});

/** As a number, where the file tells it. */
function uidOf(user: string, run: Instruction): string | undefined {
  if (/^\d+$/.test(user)) return user;
  return run.stage && accountsOf(run.stage).find((account) => account.name === user)?.uid;
}
