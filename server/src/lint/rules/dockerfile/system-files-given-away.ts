import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import { hasFlag, positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import { isRoot } from '../../workspace/users';

export const systemFilesGivenAway = defineRule({
  name: 'system-files-given-away',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'chown -R gives a whole system directory to another user than root.',
    why: 'The user may then replace programs, libraries and settings that root runs or reads, and is root soon after. The layer also holds a second copy of every file.',
    bad: 'FROM alpine:3.24\nRUN chown -R 10001 /etc\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN mkdir /etc/app && chown -R 10001 /etc/app\nUSER 10001\n',
    exceptions: 'Directories below them that belong to the application are left alone.',
  },
  messages: {
    given: 'This gives all of {path} to {owner}, who may then replace what root runs. Give away only the directory that the program must write.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'chown' || !hasFlag(command, '-R', '--recursive')) continue;
        const [owner, ...paths] = positionals(command);
        const [user = ''] = owner?.value?.split(/[:.]/) ?? [];
        if (user === '' || isRoot(user)) continue;
        for (const word of paths) {
          const path = joinPath(instruction.before.workdir?.path, word.value?.replace(/\/\*$/, ''));
          if (path !== undefined && systemDirectories.has(path)) report(word.span, 'given', { data: { path, owner: user } });
        }
      }
    }
  },
});

const systemDirectories: ReadonlySet<string> = new Set([
  '/', '/bin', '/boot', '/dev', '/etc', '/lib', '/lib32', '/lib64', '/root', '/sbin', '/usr', '/usr/bin', '/usr/lib', '/usr/lib64', '/usr/sbin', '/usr/share', '/usr/local', '/usr/local/bin', '/usr/local/lib', '/usr/local/sbin', '/var', '/var/lib',
  '/etc/ssl', '/etc/ssh', '/etc/passwd', '/etc/shadow', '/etc/sudoers',
]);
