import { membershipsBy } from '../../dockerfile/accounts';
import { isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import { flag, hasFlag } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const rootLikeAccount = defineRule({
  name: 'root-like-account',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'An account of the final image may become root at will: by sudo without a password, by a group such as wheel or docker, or by having the id 0.',
    why: 'A program that runs as this account is as good as root, and USER looks safe only. Whoever breaks into it needs one command more.',
    bad: 'FROM debian:13.6-slim\nRUN useradd --no-log-init -u 10001 app && echo "app ALL=(ALL) NOPASSWD: ALL" > /etc/sudoers.d/app\nUSER 10001\n',
    good: 'FROM debian:13.6-slim\nRUN useradd --no-log-init -u 10001 app\nUSER 10001\n',
    exceptions: 'Images to develop in, where people install things as they go, can ignore the rule; stages that are named for development or tests are left alone. sudo for single commands is accepted.',
  },
  messages: {
    sudoers: 'With NOPASSWD this account is root whenever it likes. Leave sudo out, and do what needs root before USER.',
    group: 'The group {group} makes {user} root whenever it likes. Leave it out.',
    sudo: 'The group {group} lets {user} become root with a password. A container needs nobody who may: leave it out, and do what needs root before USER.',
    docker: 'The group {group} lets {user} use the socket of the container engine, which is root on the host once it is mounted. Leave it out.',
    uid: 'The account {user} has the id 0: it is root under another name. Give it an id of its own.',
  },
  check(file, report) {
    const stage = file.finalStage;
    if (!stage || isForDevelopment(stage)) return;
    for (const instruction of stage.chain.flatMap((part) => part.instructions)) {
      if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
        for (const { content, contentSpan } of instruction.heredocs) {
          const match = instruction.copy?.destination?.resolved?.includes('sudoers') ? noPassword.exec(content) : null;
          if (match) report({ start: contentSpan.start + match.index, end: contentSpan.start + match.index + match[0].length }, 'sudoers');
        }
      }
      if (instruction.keyword !== 'RUN') continue;
      for (const command of commandsOf(instruction)) {
        const sudoers = command.words.find((word) => noPassword.test(word.value ?? word.text));
        if (sudoers && command.name !== 'sh' && command.name !== 'bash') report(sudoers.span, 'sudoers');
        for (const { user, group, word } of membershipsBy(command, instruction)) {
          const kind = Object.hasOwn(groups, group) ? groups[group] : undefined;
          if (kind) report(word.span, kind, { data: { user, group }, ...(kind === 'sudo' ? { severity: 'info' as const } : {}) });
        }
        const user = command.args[command.args.length - 1]?.value;
        const uid = /^(?:useradd|adduser|usermod)$/.test(command.name) ? flag(command, '-u', '--uid') : undefined;
        if (uid?.value === '0' && uid.valueWord && user !== undefined && user !== 'root' && !hasFlag(command, '--help')) report(uid.valueWord.span, 'uid', { data: { user } });
      }
    }
  },
});

/** For all commands; single ones are what sudo is for. */
const noPassword = /\bNOPASSWD\s*:\s*ALL\b/;
const groups: Readonly<Record<string, 'group' | 'sudo' | 'docker'>> = { sudo: 'sudo', wheel: 'sudo', admin: 'sudo', docker: 'docker', lxd: 'docker', disk: 'group', shadow: 'group' };
