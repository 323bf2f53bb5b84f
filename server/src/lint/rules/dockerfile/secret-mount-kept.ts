import { commandsThatGive, namesSecret, secretMounts } from '../../dockerfile/secret-mounts';
import type { Instruction } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const secretMountKept = defineRule({
  name: 'secret-mount-kept',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A RUN writes a mounted secret to a file of the image, or prints it.',
    why: 'A secret mount leaves nothing behind by itself. Copied to another file it is in the layer like any other file; printed, it is in the log of every build.',
    bad: 'FROM node:24-slim\nRUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc && npm ci\nUSER node\n',
    good: 'FROM node:24-slim\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\nUSER node\n',
    exceptions: 'A file that the same RUN deletes again, or that lies on a mount, is accepted, and so are public keys (*.pub, authorized_keys, known_hosts). What programs do with a secret that they are given is not known.',
  },
  messages: {
    kept: 'This keeps the secret in a file of the image. Mount it where it is needed instead (target=…), or delete the file in the same RUN.',
    printed: 'This prints the secret to the log of the build.',
    traced: 'set -x prints every command with its values, and this RUN has a secret in a variable or reads one. Switch it off before.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const secrets = secretMounts(instruction);
      if (secrets.length === 0) continue;
      const commands = commandsOf(instruction);
      const giving = commandsThatGive(commands, secrets);
      const gone = (word: ShellWord): boolean => isGone(word, instruction, commands);
      for (const command of commands) {
        const copy = copiesTo(command);
        if (copy && !isPublic(copy) && command.args.some((word) => word !== copy && namesSecret(word, secrets) && !isPublic(word)) && !gone(copy)) report(copy.span, 'kept');
        if (!giving.has(command)) continue;
        const files = writesTo(command);
        for (const word of files) if (!gone(word)) report(word.span, 'kept');
        if (files.length === 0 && isPrinted(command)) report(command.nameWord.span, 'printed');
      }
      const variables = secrets.flatMap(({ variable }) => variable ?? []);
      if (variables.length > 0) for (const command of commands) if (listsVariables(command)) report(command.nameWord.span, 'printed');
      const trace = commands.find((command) => command.name === 'set' && command.args.some(({ value }) => /^-[a-z]*x/.test(value ?? '')));
      const revealing = commands.find((command) => trace && command.index > trace.index && command.words.some((word) => word.variables.some((name) => variables.includes(name))));
      if (trace && revealing) report(trace.span, 'traced');
    }
  },
});

/** Public keys, and lists of them, are no secret, however they are brought in. */
function isPublic(word: ShellWord): boolean {
  return /\.pub$|\/(?:authorized_keys|known_hosts)$/.test(word.value ?? '');
}

/** The destination of `cp`, `mv` and `install`. */
function copiesTo(command: ShellCommand): ShellWord | undefined {
  if (command.name !== 'cp' && command.name !== 'mv' && command.name !== 'install') return undefined;
  const operands = positionals(command);
  return operands.length > 1 ? operands[operands.length - 1] : undefined;
}

/** Files that get the command's output. */
function writesTo(command: ShellCommand): ShellWord[] {
  const redirected = command.redirections.filter(({ operator, descriptor }) => /^(?:&?>>?|>\|)$/.test(operator) && (descriptor ?? 1) === 1).flatMap(({ target }) => target ?? []);
  return (command.name === 'tee' ? [...redirected, ...positionals(command)] : redirected).filter((word) => !/^\/dev\/(?!shm)/.test(word.value ?? ''));
}

/** Printed where nothing takes its output: no file, no pipe, no other command. */
function isPrinted(command: ShellCommand): boolean {
  return !command.pipedTo && command.redirections.every(({ operator }) => !operator.includes('>')) && !command.context.includes('substitution') && !command.parent && command.name !== 'xargs' && command.name !== 'grep';
}

function listsVariables(command: ShellCommand): boolean {
  return (command.name === 'env' || command.name === 'printenv' || (command.name === 'export' && command.args.every(({ value }) => value === '-p'))) && command.args.length <= 1 && isPrinted(command);
}

/** Deleted by the same RUN, or on one of its mounts. */
function isGone(word: ShellWord, instruction: Instruction, commands: readonly ShellCommand[]): boolean {
  const path = pathOf(word, instruction);
  if (path === undefined) return true;
  if (instruction.mounts.some((mount) => covers(mount.option('target', 'dst', 'destination')?.value, path))) return true;
  return commands.some((command) => (command.name === 'rm' || command.name === 'shred') && positionals(command).some((operand) => covers(pathOf(operand, instruction), path)));
}

function pathOf(word: ShellWord, instruction: Instruction): string | undefined {
  const text = word.value ?? word.text.replace(/["']/g, '');
  const home = text.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, '/root');
  return /[$`]/.test(home) ? undefined : joinPath(instruction.before.workdir?.path ?? '/', home);
}

function covers(outer: string | undefined, path: string): boolean {
  return outer !== undefined && outer !== '/' && (path === outer || path.startsWith(`${outer.replace(/\/\*?$/, '')}/`));
}
