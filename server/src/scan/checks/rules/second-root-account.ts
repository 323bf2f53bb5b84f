import { defineImageRule } from '../rule';

export const secondRootAccount = defineImageRule({
  name: 'second-root-account',
  target: 'image',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['DKL-LI-0002'] },
  toldBy: ['root-like-account'],
  docs: {
    what: 'An account of the built image besides root has the id 0.',
    why: 'It is root under another name: permissions, capabilities and the kernel look at the id only. USER with that name looks safe and is not, and its password is one more way to become root.',
    bad: 'FROM alpine:3.24\nRUN ./make-accounts.sh\nUSER service\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 service\nUSER 10001\n',
  },
  messages: {
    second: 'The account {name} has the id 0, so it is root under another name. Give it an id of its own.',
  },
  check(image, report) {
    for (const { path: name, fact: account, layer } of image.accounts) {
      if (account.uid === 0 && name !== 'root') report({ layer }, 'second', { data: { name } });
    }
  },
});
