import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const pointlessCommand = defineRule({
  name: 'pointless-command',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: { hadolint: ['DL3001'], kics: ['run_utilities_and_posix_commands'], semgrep: ['nonsensical-command'], droast: ['DF060'] },
  fix: 'none',
  options: {
    commands: {
      default: ['free', 'htop', 'ifconfig', 'kill', 'less', 'mount', 'nano', 'ps', 'service', 'shutdown', 'reboot', 'ssh', 'top', 'umount', 'vi', 'vim'],
      description: 'Commands that make no sense while an image is built.',
    },
  },
  docs: {
    what: 'A RUN calls a command that is for people at a terminal, for a running system or for its host.',
    why: 'Nobody sits at a build, no services run, and nothing of the host can be changed: the command waits, fails, or does nothing that stays in the image.',
    bad: 'FROM alpine:3.24\nRUN ps aux\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A service that one RUN starts, uses and leaves is sometimes the only way to set it up.',
  },
  messages: { useless: '{command} makes no sense while an image is built: there is no terminal, no running service and no host. Remove it, or do it when the container starts.' },
  check(file, report, { options }) {
    const commands = new Set(options.commands);
    for (const instruction of file.all('RUN')) {
      const seen = new Set<string>();
      for (const command of commandsOf(instruction)) {
        if (!commands.has(command.name) || seen.has(command.name)) continue;
        seen.add(command.name);
        report(command.nameWord.span, 'useless', { data: { command: command.name } });
      }
    }
  },
});
