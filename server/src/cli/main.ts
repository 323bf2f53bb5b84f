/** Finds the command and runs it. */
import { didYouMean } from '../lint/settings/nearest';
import { isUsageError, UsageError } from './arguments';
import type { RunnableCommand } from './command';
import { version } from './context';
import { exitStatus } from './exit-status';
import { explainCommand } from './explain-command';
import { lintCommand } from './lint/command';
import { lspCommand } from './lsp-command';
import { migrateCommand } from './migrate/command';
import { rulesCommand } from './rules-command';
import type { Terminal } from './terminal';

interface Entry {
  readonly summary: string;
  /** The scanner and its data are a bundle of their own: nothing else pays for loading them. */
  load(): Promise<RunnableCommand>;
}

const commands: Readonly<Record<string, Entry>> = {
  lint: { summary: 'check Dockerfiles, Compose files, .dockerignore and daemon.json', load: async () => lintCommand },
  scan: { summary: 'find the vulnerable packages of an image and what is wrong in it, and the instruction that brought each of them in', load: async () => (await import('./scan/command')).scanCommand },
  db: { summary: 'download, import and list advisories', load: async () => (await import('./db/command')).dbCommand },
  rules: { summary: 'list all rules', load: async () => rulesCommand },
  explain: { summary: 'print the documentation of a rule, or what is known of a vulnerability', load: async () => explainCommand },
  migrate: { summary: 'turn the configuration of hadolint, Trivy, Checkov and tally into .plimsoll.yaml', load: async () => migrateCommand },
  verify: { summary: 'verify the signatures of images in their registries', load: async () => (await import('./verify/command')).verifyCommand },
  lsp: { summary: 'run the language server', load: async () => lspCommand },
};

/** The exit status. Never fails. */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    return await dispatch(args, terminal);
  } catch (error) {
    return failure(error, args[0], terminal);
  }
}

async function dispatch(args: readonly string[], terminal: Terminal): Promise<number> {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
      throw new UsageError('Name a command.');
    case '--version':
    case '-V':
      terminal.out(`${version}\n`);
      return exitStatus.ok;
    case '--help':
    case '-h':
    case 'help':
      return help(rest[0], terminal);
    default:
      return (await command(name).load()).run(rest, terminal);
  }
}

async function help(name: string | undefined, terminal: Terminal): Promise<number> {
  terminal.out(name === undefined ? overview() : (await command(name).load()).help);
  return exitStatus.ok;
}

function command(name: string): Entry {
  if (Object.hasOwn(commands, name)) return commands[name]!;
  throw new UsageError(name.startsWith('-') ? `There is no option ${name} before a command.` : `There is no command "${name}".${didYouMean(name, Object.keys(commands))}`);
}

function overview(): string {
  const width = Math.max(...Object.keys(commands).map(name => name.length)) + 2;
  return [
    'Usage: plimsoll COMMAND [OPTION…]', '', 'Checks Dockerfiles, Compose files and container images, offline.', '', 'Commands:',
    ...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}${summary}`),
    '', 'plimsoll COMMAND --help   the options of a command', 'plimsoll --version        the version', '',
    'Exit status: 0 nothing at or above --fail-on, 1 something, 2 bad usage or nothing could be read.', '',
  ].join('\n');
}

function failure(error: unknown, name: string | undefined, terminal: Terminal): number {
  if (isUsageError(error)) {
    const asked = name !== undefined && Object.hasOwn(commands, name) ? `${name} --help` : '--help';
    terminal.say(`plimsoll: ${error.message}\nTry "plimsoll ${asked}".`);
    return exitStatus.failed;
  }
  const { name: kind, message, remedy, stack } = error as Error & { readonly remedy?: string };
  if (kind === 'AbortError') {
    terminal.say('plimsoll: stopped.');
    return exitStatus.interrupted;
  }
  // Errors that are written for the user say what to do; anything else is a defect, which its stack helps to find.
  terminal.say(kind === 'ScanError' ? `plimsoll: ${message}${remedy === undefined ? '' : ` ${remedy}`}` : `plimsoll: ${stack ?? message}`);
  return exitStatus.failed;
}
