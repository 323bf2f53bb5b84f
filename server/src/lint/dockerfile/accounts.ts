/** Accounts and memberships of groups that the RUNs of a stage make. */
import type { ShellCommand, ShellWord } from '../shell/model';
import { flag, parseOptions, type ShellOption } from '../shell/options';
import { commandsOf } from '../shell/scripts';
import { parameter, windowsCommandsOf } from '../shell/windows';
import type { WindowsCommand, WindowsWord } from '../shell/windows';
import { startCommands, startsScript } from './launch';
import type { Instruction, Stage } from './model';
import { once } from '../text/once';

export interface Account {
  readonly name: string;
  /** Where the command says it. */
  readonly uid?: string;
  /** The word that names it. */
  readonly word: ShellWord;
  readonly command: ShellCommand;
  readonly instruction: Instruction;
}

/** An account that is put into a group besides its own. */
export interface Membership {
  readonly user: string;
  readonly group: string;
  /** The word that holds the group's name; it may be a list. */
  readonly word: ShellWord;
  readonly command: ShellCommand;
  readonly instruction: Instruction;
}

/**
 * Accounts that nothing but the command that creates them names: no USER, no owner of files, no script in the file. The programs that a container starts are often told by their
 * configuration to run as the account of their own name; such accounts count as used, and so do all where a
 * script starts that is not seen here.
 */
export function unusedAccounts(stage: Stage): readonly Account[] {
  const accounts = accountsOf(stage).filter((account) => account.name !== 'root' && !isOfDaemon(account));
  if (accounts.length === 0 || startsScript(stage)) return [];
  const starts = startCommands(stage).map((command) => command.name);
  return accounts.filter((account) => !starts.some((name) => name.startsWith(account.name)) && !isNamed(account, stage));
}

/** An account that a daemon changes to by itself: named as BSD names them, called like a well-known one, or with a directory that must be empty, into which the daemon locks itself. */
function isOfDaemon({ name, command }: Account): boolean {
  return name.startsWith('_') || daemonAccounts.has(name) || /^(?:nixbld|systemd-)/.test(name) || /^\/(?:var|run)\/(?:\S*\/)?(?:empty|chroot)\/?$/.test(flag(command, '-d', '--home', '--home-dir', '-h')?.value ?? '');
}

/** Accounts that servers change to by themselves, and whose programs expect them. Own list. */
const daemonAccounts: ReadonlySet<string> = new Set([
  'apache', 'asterisk', 'avahi', 'bind', 'bird', 'chrony', 'clamav', 'courier', 'cups', 'dbus', 'dnsmasq', 'dovecot', 'dovenull', 'exim', 'freerad', 'frr', 'ftp', 'haproxy', 'http', 'httpd', 'icinga', 'kube', 'ldap', 'lighttpd', 'mail', 'memcache', 'memcached',
  'messagebus', 'mosquitto', 'munge', 'munin', 'mysql', 'nagios', 'named', 'nfsnobody', 'nginx', 'nrpe', 'ntp', 'opendkim', 'opendmarc', 'openldap', 'openvpn', 'polkitd', 'postdrop', 'postfix', 'postgres', 'proftpd', 'proxy', 'quagga', 'radvd', 'rpc',
  'rpcuser', 'rspamd', 'saned', 'slurm', 'squid', 'sshd', 'stunnel', 'tor', 'tss', 'unbound', 'varnish', 'vmail', 'vsftpd', 'www', 'www-data', 'zabbix',
]);

/** Commands that make and change accounts; to be named there is no use of the account. */
const management: ReadonlySet<string> = new Set(['useradd', 'adduser', 'usermod', 'groupadd', 'addgroup', 'groupmod', 'gpasswd', 'groupmems', 'passwd']);

function isNamed({ name, uid }: Account, stage: Stage): boolean {
  const names = [name, ...(uid !== undefined ? [uid] : [])];
  const holds = (text: string | undefined): boolean => text !== undefined && text.split(/[\s:=,;'"@]+/).some((part) => names.includes(part));
  return stage.chain.some((part) =>
    part.instructions.some((instruction) => {
      switch (instruction.keyword) {
        case 'RUN':
          return commandsOf(instruction).some((command) => !management.has(command.name) && command.words.some((word) => holds(word.value)));
        case 'USER':
          return instruction.words.some((word) => holds(word.resolved));
        case 'ENV':
          return instruction.pairs.some((pair) => holds(pair.value?.resolved));
        default:
          return instruction.flags.some((flag) => flag.name === 'chown' && holds(flag.value?.resolved)) || instruction.heredocs.some((heredoc) => holds(heredoc.content));
      }
    }),
  );
}

/** The name in a command of cmd or PowerShell that makes an account, where nothing else in the stage's chain names it. */
export function unusedWindowsAccount(stage: Stage): WindowsWord | undefined {
  const instructions = stage.chain.flatMap((part) => part.instructions);
  for (const instruction of instructions) {
    for (const command of windowsCommandsOf(instruction)) {
      const word = createdOnWindows(command);
      if (!word || !/^[\w.-]+$/.test(word.text)) continue;
      const name = new RegExp(`(?:^|[^\\w.-])${word.text.replace(/[.-]/g, '\\$&')}(?:$|[^\\w.-])`, 'i');
      const isUsed = instructions.some((other) =>
        other.keyword === 'RUN' && !other.exec ? windowsCommandsOf(other).some((use) => !windowsManagement.has(use.name) && use.args.some(({ text }) => name.test(text))) : name.test(other.args.text),
      );
      if (!isUsed) return word;
    }
  }
  return undefined;
}

const windowsManagement: ReadonlySet<string> = new Set(['net', 'new-localuser', 'set-localuser', 'enable-localuser', 'add-localgroupmember']);

function createdOnWindows(command: WindowsCommand): WindowsWord | undefined {
  const { name, args } = command;
  if (name === 'net') return args[0]?.text.toLowerCase() === 'user' && args.some((word) => word.text.toLowerCase() === '/add') ? args[1] : undefined;
  if (name !== 'new-localuser') return undefined;
  return parameter(command, 'Name') ?? (args[0]?.text.startsWith('-') ? undefined : args[0]);
}

interface Found {
  readonly accounts: readonly Account[];
  readonly memberships: readonly Membership[];
}

/** Accounts created by the RUNs of a stage and of the stages it starts from, oldest first. */
export function accountsOf(stage: Stage): readonly Account[] {
  return [...stage.chain].reverse().flatMap((part) => inStage(part).accounts);
}

/** Memberships given by the RUNs of a stage and of the stages it starts from, oldest first. */
export function membershipsOf(stage: Stage): readonly Membership[] {
  return [...stage.chain].reverse().flatMap((part) => inStage(part).memberships);
}

/** What one command makes, for callers that walk the commands themselves. */
export function membershipsBy(command: ShellCommand, instruction: Instruction): readonly Membership[] {
  const reader = Object.hasOwn(memberReaders, command.name) ? memberReaders[command.name] : undefined;
  if (!reader) return [];
  const { options, operands } = parseOptions(command);
  return reader(options, operands).flatMap(({ user, groups }) => {
    const name = user?.value;
    const list = groups?.value;
    if (!name || !list || !groups) return [];
    return list.split(',').filter((group) => group !== '').map((group) => ({ user: name, group, word: groups.word, command, instruction }));
  });
}

const inStage = once((stage: Stage): Found => {
  const accounts: Account[] = [];
  const memberships: Membership[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.keyword !== 'RUN') continue;
    for (const command of commandsOf(instruction)) {
      const account = accountBy(command, instruction);
      if (account) accounts.push(account);
      memberships.push(...membershipsBy(command, instruction));
    }
  }
  return { accounts, memberships };
});

function accountBy(command: ShellCommand, instruction: Instruction): Account | undefined {
  if (command.name !== 'useradd' && command.name !== 'adduser') return undefined;
  const { operands, options } = parseOptions(command);
  // `adduser USER GROUP` adds to a group.
  const word = operands[0];
  if (word?.value === undefined || word.value === '' || operands.length > 1) return undefined;
  // Debian's adduser makes a group with this, and a user as well only with --system.
  if (options.some(({ name }) => name === '--group') && !options.some(({ name }) => name === '--system')) return undefined;
  const uid = options.find((option) => option.name === '-u' || option.name === '--uid')?.value;
  return { name: word.value, ...(uid !== undefined && /^\d+$/.test(uid) ? { uid } : {}), word, command, instruction };
}

interface Member {
  readonly user: { readonly value?: string } | undefined;
  readonly groups: { readonly value?: string; readonly word: ShellWord } | undefined;
}

type MemberReader = (options: readonly ShellOption[], operands: readonly ShellWord[]) => Member[];

const option = (options: readonly ShellOption[], ...names: string[]): Member['groups'] => {
  const found = options.find(({ name }) => names.includes(name));
  return found?.valueWord && { ...(found.value !== undefined ? { value: found.value } : {}), word: found.valueWord };
};
const operand = (word: ShellWord | undefined): Member['groups'] => word && { ...(word.value !== undefined ? { value: word.value } : {}), word };

/** `adduser alice wheel`, `addgroup alice wheel`. No user is called by digits alone: in `addgroup -gid 999 docker` they are the id of the group. */
const pair: MemberReader = (_options, operands) => (operands.length === 2 && !/^\d+$/.test(operands[0]!.value ?? '') ? [{ user: operand(operands[0]), groups: operand(operands[1]) }] : []);

const memberReaders: Readonly<Record<string, MemberReader>> = {
  useradd: (options, operands) => [{ user: operand(operands[0]), groups: option(options, '-G', '--groups') }],
  usermod: (options, operands) => [{ user: operand(operands[0]), groups: option(options, '-G', '--groups') }],
  gpasswd: (options, operands) => [{ user: option(options, '-a', '--add'), groups: operand(operands[0]) }],
  groupmems: (options) => [{ user: option(options, '-a', '--add'), groups: option(options, '-g', '--group') }],
  adduser: pair,
  addgroup: pair,
};
