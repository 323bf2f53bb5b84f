import { accountsOf } from '../../dockerfile/accounts';
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
    exceptions: 'The fix is offered where the Dockerfile itself gives the account its id.',
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
    const account = accountsOf(stage).find((candidate) => candidate.name === user.user);
    if (account?.uid === undefined) {
      report(word.span, 'unknown', { data: { user: user.user } });
      return;
    }
    const plain = word.text === user.user;
    report(word.span, 'known', { data: { user: user.user, uid: account.uid }, fixes: plain ? [{ title: `Write ${account.uid}`, applicability: 'safe', edits: [{ span: word.span, newText: account.uid }] }] : [] });
  },
});
