import { accountsOf } from '../../dockerfile/accounts';
import type { Stage } from '../../dockerfile/model';
import { rootBase } from '../../dockerfile/stages';
import { officialName } from '../../facts/products';
import { defineRule } from '../../rule';

export const userByName = defineRule({
  name: 'user-by-name',
  target: 'dockerfile',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3066'] },
  docs: {
    what: 'USER of the final stage is a name, not a number.',
    why: 'Kubernetes with runAsNonRoot cannot tell that a name is not root, and refuses to start the container; a number says it.',
    bad: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER app\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER 10001\n',
    exceptions: 'The fix is offered where the Dockerfile itself gives the account its id, and for nobody and node of the official images.',
  },
  messages: {
    known: 'The user {user} has the id {uid}. Write the number, so that runAsNonRoot can be checked.',
    unknown: 'The user {user} is given by name, so runAsNonRoot cannot be checked. Write its number.',
  },
  check(file, report) {
    const stage = file.finalStage;
    const user = stage?.exit.user;
    if (!stage || stage.os === 'windows' || user?.user === undefined || user.user === '' || /^\d+$/.test(user.user) || user.user === 'root' || user.instruction.stage?.index !== stage.index) return;
    const word = user.instruction.words[0]!;
    const uid = uidOf(user.user, stage);
    if (uid === undefined) {
      report(word.span, 'unknown', { data: { user: user.user } });
      return;
    }
    // The group is kept; where the word is not as it is read (a variable, quotes), there is no telling the two apart.
    const plain = word.text === (user.group === undefined ? user.user : `${user.user}:${user.group}`);
    const edits = [{ span: { start: word.span.start, end: word.span.start + user.user.length }, newText: uid }];
    report(word.span, 'known', { data: { user: user.user, uid }, fixes: plain ? [{ title: `Write ${uid}`, applicability: 'safe', edits }] : [] });
  },
});

/** By the command that makes the account, or as the base image has it. */
function uidOf(name: string, stage: Stage): string | undefined {
  const account = accountsOf(stage).find((candidate) => candidate.name === name);
  if (account) return account.uid;
  const base = rootBase(stage);
  if (base.kind !== 'image') return undefined;
  const image = officialName(base.image);
  if (name === 'node' && image === 'node') return '1000';
  return name === 'nobody' && image !== undefined && /^(?:alpine|busybox|debian|ubuntu|golang|node|python|ruby|rust|nginx|php)$/.test(image) ? '65534' : undefined;
}
