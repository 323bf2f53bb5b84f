import { defineImageRule } from '../rule';

export const emptyPasswordAccount = defineImageRule({
  name: 'empty-password-account',
  target: 'image',
  severity: 'error',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['DKL-LI-0001'] },
  toldBy: ['account-password'],
  docs: {
    what: 'An account of the built image that can log in has an empty password.',
    why: 'Everything that asks for passwords lets anybody in: `su` in the container makes every user root where it is root\'s, and an SSH or FTP server opens the door from outside. The official Alpine image had this fault until 2019 (CVE-2019-5021).',
    bad: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app && ./setup-accounts.sh\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER 10001\n',
    exceptions: 'Locked accounts (`*` or `!` in place of the password) and those whose shell lets nobody in are left alone.',
  },
  messages: {
    empty: 'The account {name} has an empty password: anybody can become {name}. Lock it: passwd -l {name}.',
  },
  check(image, report) {
    for (const { path: name, fact: account, layer } of image.accounts) {
      if (!account.login) continue;
      // Only where passwd says "x" does shadow count.
      const shadow = image.emptyShadows.find(({ path }) => path === name);
      if (account.passwordless) report({ layer }, 'empty', { data: { name } });
      else if (shadow) report({ layer: shadow.layer }, 'empty', { data: { name } });
    }
  },
});
