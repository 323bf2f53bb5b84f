import { membershipsBy } from '../../dockerfile/accounts';
import type { Instruction } from '../../dockerfile/model';
import { isDevContainer, isDevelopmentFile, isForDevelopment } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { flag, hasFlag } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';

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
    exceptions: 'Images to develop in, where people install things as they go, can ignore the rule; stages that are named for development or tests are left alone, and so are development containers (below `.devcontainer`, on their base images, with the account vscode). Of several ways in which an account is root the first of the worst is shown. sudo for single commands is accepted.',
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
    if (!stage || isForDevelopment(stage) || isDevelopmentFile(file) || isDevContainer(file, stage)) return;
    for (const { kind, span, data } of oncePerAccount([...stage.chain].reverse().flatMap(({ instructions }) => instructions.flatMap(powersIn)))) report(span, kind, { data, ...(kind === 'sudo' ? { severity: 'info' as const } : {}) });
  },
});

interface Power {
  readonly kind: 'sudoers' | 'group' | 'sudo' | 'docker' | 'uid';
  readonly span: Span;
  /** Who has it: an account, a group after `%`. Undefined where that is not known. */
  readonly who?: string;
  readonly data: Readonly<Record<string, string>>;
}

/** What makes accounts root, in one instruction. */
function powersIn(instruction: Instruction): Power[] {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
    if (!instruction.copy?.destination?.resolved?.includes('sudoers')) return [];
    return instruction.heredocs.flatMap(({ content, contentSpan }) => {
      const match = noPassword.exec(content);
      return match ? [sudoers(content, { start: contentSpan.start + match.index, end: contentSpan.start + match.index + match[0].length })] : [];
    });
  }
  return instruction.keyword === 'RUN' ? commandsOf(instruction).flatMap((command) => powersBy(command, instruction)) : [];
}

function powersBy(command: ShellCommand, instruction: Instruction): Power[] {
  const found: Power[] = [];
  const line = command.words.find((word) => noPassword.test(word.value ?? word.text));
  if (line && command.name !== 'sh' && command.name !== 'bash') found.push(sudoers(line.value ?? line.text, line.span));
  for (const { user, group, word } of membershipsBy(command, instruction)) {
    const kind = Object.hasOwn(groups, group) ? groups[group] : undefined;
    if (kind) found.push({ kind, span: word.span, who: user, data: { user, group } });
  }
  const user = command.args[command.args.length - 1]?.value;
  const uid = /^(?:useradd|adduser|usermod)$/.test(command.name) ? flag(command, '-u', '--uid') : undefined;
  if (uid?.value === '0' && uid.valueWord && user !== undefined && user !== 'root' && !hasFlag(command, '--help')) found.push({ kind: 'uid', span: uid.valueWord.span, who: user, data: { user } });
  return found;
}

function sudoers(text: string, span: Span): Power {
  const who = /(?:^|[\s"'])(%?[a-z_][\w.-]*)\s+ALL\s*=/i.exec(text)?.[1];
  return { kind: 'sudoers', span, data: {}, ...(who === undefined ? {} : { who }) };
}

/** The first of the worst of each account, in the order of the file. */
function oncePerAccount(powers: readonly Power[]): readonly Power[] {
  const worst = new Map<string, Power>();
  for (const power of powers) {
    const known = power.who === undefined ? undefined : worst.get(power.who);
    if (power.who !== undefined && (!known || (known.kind === 'sudo' && power.kind !== 'sudo'))) worst.set(power.who, power);
  }
  const withoutPassword = new Set(powers.filter(({ kind }) => kind === 'sudoers').map(({ who }) => who));
  return powers.filter((power) => {
    const { kind, who, data } = power;
    // What sudoers says of the group, or of somebody who is not known, holds for its members.
    if (kind === 'sudo' && (withoutPassword.has(undefined) || withoutPassword.has(`%${data.group}`))) return false;
    return who === undefined || worst.get(who) === power;
  });
}

/** For all commands; single ones are what sudo is for. */
const noPassword = /\bNOPASSWD\s*:\s*ALL\b/;
const groups: Readonly<Record<string, 'group' | 'sudo' | 'docker'>> = { sudo: 'sudo', wheel: 'sudo', admin: 'sudo', docker: 'docker', lxd: 'docker', disk: 'group', shadow: 'group' };
