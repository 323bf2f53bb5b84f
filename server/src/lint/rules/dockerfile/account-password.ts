import { isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import { flag, hasFlag } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { isOnlyTried } from '../../workspace/purpose';
import type { ShellCommand } from '../../shell/model';
import type { Span } from '../../text/span';

export const accountPassword = defineRule({
  name: 'account-password',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { checkov: ['CKV2_DOCKER_17'] },
  docs: {
    what: 'A RUN sets the password of an account, or empties it.',
    why: 'All containers of the image then have the same password, and everybody who has the image can read it, or its hash, and log in. Processes of a container need no password at all.',
    bad: 'FROM alpine:3.24\nRUN echo "root:toor" | chpasswd\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN adduser -D -u 10001 app\nUSER 10001\n',
    exceptions: 'Locking an account (`passwd -l`, `usermod -L`) is left alone, and so are passwords that make a login impossible: `!`, `*`, `x`. So is an empty one where the same RUN locks the account or lets it expire. Silent in files and stages for tests and development.',
  },
  messages: {
    set: 'This sets a password that is the same in all containers, and everybody who has the image can read it or its hash. Leave accounts without one.',
    emptied: 'This empties a password, so that anybody logs in as the account without one. Lock it instead (passwd -l).',
  },
  check(file, report, { workspace }) {
    if (isDevelopmentFile(file) || isOnlyTried(file.uri, workspace)) return;
    for (const instruction of file.all('RUN')) {
      if (isForDevelopment(instruction.stage)) continue;
      for (const command of commandsOf(instruction)) {
        const found = passwordOf(command);
        if (found?.message === 'emptied' && commandsOf(instruction).some((other) => locks(other))) continue;
        if (found) report(found.at, found.message);
      }
    }
  },
});

/** No login then, whatever the password: the account is locked, has expired or has no shell. */
function locks(command: ShellCommand): boolean {
  if (command.name === 'passwd') return hasFlag(command, '-l', '--lock');
  if (command.name === 'chage') return hasFlag(command, '-E', '--expiredate');
  return command.name === 'usermod' && hasFlag(command, '-L', '--lock', '-e', '--expiredate');
}

function passwordOf(command: ShellCommand): { readonly at: Span; readonly message: 'set' | 'emptied' } | undefined {
  switch (command.name) {
    case 'chpasswd':
      return { at: command.nameWord.span, message: 'set' };
    case 'passwd':
      if (hasFlag(command, '-d', '--delete')) return { at: command.nameWord.span, message: 'emptied' };
      // It asks for the password, so it reads one from a pipe or here-document.
      return command.pipedFrom || hasFlag(command, '--stdin') || command.redirections.some(({ operator }) => operator.startsWith('<')) ? { at: command.nameWord.span, message: 'set' } : undefined;
    case 'useradd':
    case 'usermod': {
      const password = flag(command, '-p', '--password');
      if (!password?.valueWord || /^[!*x]+$/.test(password.value ?? '')) return undefined;
      return { at: password.valueWord.span, message: password.value === '' ? 'emptied' : 'set' };
    }
    default:
      return undefined;
  }
}
