/** Files of credentials that a stage makes or takes in and does not delete again. */
import { embeddedPasswords } from '../secrets/connection-string';
import { secretFileKind } from '../secrets/files';
import type { ShellCommand } from '../shell/model';
import { positionals } from '../shell/options';
import { commandsOf } from '../shell/scripts';
import { templateOf } from '../shell/words';
import type { Span } from '../text/span';
import { isRoot } from '../workspace/users';
import { copiedTo, deletionOf } from './copied-files';
import type { Instruction, Stage } from './model';
import { joinPath } from './workdir';
import { once } from '../text/once';

export interface LeftSecret {
  /** Absolute. */
  readonly path: string;
  /** Where it comes from. */
  readonly span: Span;
  readonly instruction: Instruction;
  /** A file that as often holds none, such as a copied .npmrc. */
  readonly doubtful?: boolean;
}

/** Those that are there at the end of the stage, the stages that it starts from included. */
export const secretsLeftIn = once((stage: Stage): readonly LeftSecret[] =>
  stage.chain
    .flatMap((part) => part.instructions.flatMap(secretsOf))
    .filter(({ path, instruction }) => deletionOf(path, instruction, stage) === undefined && !isDeletedAtOnce(path, instruction)),
);

function secretsOf(instruction: Instruction): LeftSecret[] {
  if ((instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && instruction.copy && !instruction.copy.from) {
    return instruction.copy.sources.flatMap((source) => {
      const path = copiedTo(instruction, source);
      const kind = secretFileKind(source.resolved ?? '');
      if (path === undefined || (kind === undefined && !isCredentialFile(path))) return [];
      return [{ path, span: source.span, instruction, ...(kind === 'possible' ? { doubtful: true } : {}) }];
    });
  }
  if (instruction.keyword !== 'RUN' || ![instruction.text, ...instruction.heredocs.map(({ content }) => content)].some((text) => mayWrite.test(text))) return [];
  return commandsOf(instruction).flatMap((command) => writtenBy(command, instruction).filter(({ path }) => !isMounted(path, instruction)));
}

/** What `writtenBy` looks for. This is asked after every keystroke, and reading the commands of all stages takes longer than all the rest. */
const mayWrite = />|\b(?:login|configure|clone)\b|_auth|_password/;

/** Files that tools read logins from, and private keys. */
function isCredentialFile(path: string): boolean {
  return /(?:^|\/)(?:\.netrc|\.npmrc|\.pypirc|\.git-credentials|\.pgpass|\.my\.cnf|\.ssh\/id_\w+|\.ssh\/[\w.-]*key[\w.-]*|\.aws\/credentials|\.docker\/config\.json|\.m2\/settings\.xml|\.gem\/credentials|\.config\/gcloud\/[\w.-]+|\.kube\/config|\.composer\/auth\.json|\.cargo\/credentials(?:\.toml)?)$/.test(path) && !path.endsWith('.pub');
}

function writtenBy(command: ShellCommand, instruction: Instruction): LeftSecret[] {
  const home = homeOf(instruction);
  const absolute = (text: string): string | undefined => joinPath(instruction.before.workdir?.path ?? '/', text.replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, home));
  const found: LeftSecret[] = [];
  for (const { operator, target } of command.redirections) {
    const path = target && operator.includes('>') ? absolute(target.value ?? target.text.replace(/["']/g, '')) : undefined;
    if (path !== undefined && isCredentialFile(path)) found.push({ path, span: target!.span, instruction });
  }
  const login = loginFile(command);
  if (login) found.push({ path: `${home}/${login}`, span: command.nameWord.span, instruction });
  if (command.name === 'git') {
    const operands = positionals(command);
    const url = operands[1];
    // The address of the origin, login included, is kept in the clone.
    if (operands[0]?.value === 'clone' && url && holdsLogin(templateOf(url))) {
      const directory = operands[2]?.value ?? (url.value ?? '').replace(/\/+$/, '').replace(/^.*\//, '').replace(/\.git$/, '');
      const path = directory === '' ? undefined : absolute(`${directory}/.git/config`);
      if (path !== undefined) found.push({ path, span: url.span, instruction });
    }
  }
  return found;
}

/** The file that a login is written to, below the home directory. */
function loginFile(command: ShellCommand): string | undefined {
  const has = (...words: string[]): boolean => {
    const operands = positionals(command);
    return words.every((word, index) => operands[index]?.value === word);
  };
  switch (command.name) {
    case 'docker':
    case 'podman':
    case 'buildah':
    case 'crane':
    case 'oras':
      return has('login') || has('auth', 'login') ? '.docker/config.json' : undefined;
    case 'aws':
      return has('configure', 'set') && /secret|session_token/.test(positionals(command)[2]?.value ?? '') ? '.aws/credentials' : undefined;
    case 'npm':
      return positionals(command).some((word) => word.value === 'set') && command.args.some((word) => /_authToken|_password|:_auth\b/.test(templateOf(word))) ? '.npmrc' : undefined;
    default:
      return undefined;
  }
}

function holdsLogin(url: string): boolean {
  return embeddedPasswords(url).length > 0 || /^https?:\/\/[^/@\s]*[^/@\s:]@/.test(url);
}

/** Root's, unless USER says otherwise. */
function homeOf({ before }: Instruction): string {
  const user = before.user?.user;
  return user === undefined || isRoot(user) || /^\d+$/.test(user) ? '/root' : `/home/${user}`;
}

function isMounted(path: string, instruction: Instruction): boolean {
  return instruction.mounts.some((mount) => {
    const target = mount.option('target', 'dst', 'destination')?.value;
    return target !== undefined && (path === target || path.startsWith(`${target.replace(/\/$/, '')}/`));
  });
}

/** By a command of the same RUN. */
function isDeletedAtOnce(path: string, instruction: Instruction): boolean {
  if (instruction.keyword !== 'RUN') return false;
  const home = homeOf(instruction);
  return commandsOf(instruction).some((command) => {
    if (command.name !== 'rm' && command.name !== 'shred') return command.name === 'docker' && positionals(command)[0]?.value === 'logout' && path.endsWith('/.docker/config.json');
    return positionals(command).some((word) => {
      const text = (word.value ?? word.text.replace(/["']/g, '')).replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, home);
      const deleted = joinPath(instruction.before.workdir?.path ?? '/', text);
      return deleted !== undefined && deleted !== '/' && (path === deleted || path.startsWith(`${deleted.replace(/\/\*$/, '')}/`));
    });
  });
}
