/** Accounts that a Dockerfile creates, and who gives up root privileges at start. */
import { commandsOf } from '../shell/scripts';
import { parseOptions } from '../shell/options';
import type { ShellCommand, ShellWord } from '../shell/model';
import type { Instruction, Stage } from './model';

export interface Account {
  readonly name: string;
  /** Where the command says it. */
  readonly uid?: string;
  /** The word that names it. */
  readonly word: ShellWord;
  readonly instruction: Instruction;
}

const creators: Readonly<Record<string, { readonly valueFlags: readonly string[]; readonly uidFlags: readonly string[] }>> = {
  useradd: {
    valueFlags: ['-b', '--base-dir', '-c', '--comment', '-d', '--home', '--home-dir', '-e', '--expiredate', '-f', '--inactive', '-g', '--gid', '-G', '--groups', '-k', '--skel', '-K', '--key', '-p', '--password', '-R', '--root', '-s', '--shell', '-u', '--uid', '-Z'],
    uidFlags: ['-u', '--uid'],
  },
  adduser: {
    // Debian's and busybox's options together; they do not contradict each other.
    valueFlags: ['--home', '--shell', '--uid', '--firstuid', '--lastuid', '--gid', '--ingroup', '--gecos', '--comment', '-h', '-g', '-s', '-G', '-u', '-k', '-c', '-d'],
    uidFlags: ['-u', '--uid'],
  },
};

/** Accounts created by the RUNs of a stage and of the stages it starts from. */
export function accountsOf(stage: Stage): Account[] {
  return [...stage.chain].reverse().flatMap((part) => part.instructions.flatMap((instruction) => (instruction.keyword === 'RUN' ? commandsOf(instruction).flatMap((command) => accountOf(command, instruction)) : [])));
}

function accountOf(command: ShellCommand, instruction: Instruction): Account[] {
  const creator = Object.hasOwn(creators, command.name) ? creators[command.name] : undefined;
  if (!creator) return [];
  const { operands, options } = parseOptions(command, { valueFlags: creator.valueFlags });
  // `adduser USER GROUP` adds to a group.
  const word = operands[operands.length === 1 || command.name === 'useradd' ? operands.length - 1 : 0];
  const name = word?.value;
  if (word === undefined || name === undefined || name === '' || (command.name === 'adduser' && operands.length > 1)) return [];
  const uid = options.find((option) => creator.uidFlags.includes(option.name))?.value;
  return [{ name, ...(uid !== undefined && /^\d+$/.test(uid) ? { uid } : {}), word, instruction }];
}

/** Programs that start another one as another user. */
const droppers: ReadonlySet<string> = new Set(['gosu', 'su-exec', 'setpriv', 'runuser', 'chpst', 's6-setuidgid', 'setuidgid', 'su', 'capsh', 'sudo', 'doas', 'step-down', 'exec-as', 'supervisord', 's6-svscan', 'runsvdir', 'init']);

/**
 * True where the stage's ENTRYPOINT or CMD gives up root by itself: it runs through gosu, su-exec, setpriv and the like, or the stage brings such a tool in for an entrypoint script.
 */
export function dropsPrivileges(stage: Stage): boolean {
  const starters = ['ENTRYPOINT', 'CMD'].flatMap((keyword) => lastOf(stage, keyword) ?? []);
  const starts = starters.some((instruction) => commandsOf(instruction).some((command) => [command.name, ...command.wrappers.map((wrapper) => wrapper.name)].some((name) => droppers.has(name) || /^\/?init$/.test(name))));
  return starts || (lastOf(stage, 'ENTRYPOINT') !== undefined && bringsDropper(stage));
}

const helperTools = /(?:^|[/=\s])(?:gosu|su-exec|setpriv|s6-overlay[\w.-]*|tini-static-gosu)(?:$|[\s=@:/.-])/;

function bringsDropper(stage: Stage): boolean {
  return stage.chain.some((part) =>
    part.instructions.some((instruction) => {
      if (instruction.keyword === 'RUN') return commandsOf(instruction).some((command) => command.words.some((word) => word.value !== undefined && helperTools.test(word.value)));
      return (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && instruction.words.some((word) => word.resolved !== undefined && helperTools.test(word.resolved));
    }),
  );
}

/** The last instruction of that kind in the stage chain: the one that counts. */
export function lastOf(stage: Stage, keyword: string): Instruction | undefined {
  for (const part of stage.chain) {
    for (let i = part.instructions.length - 1; i >= 0; i--) if (part.instructions[i]!.keyword === keyword) return part.instructions[i];
  }
  return undefined;
}
