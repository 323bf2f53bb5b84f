/** What the container does with its privileges when it starts, as far as the Dockerfile tells. */
import type { ShellCommand } from '../shell/model';
import { commandsOf } from '../shell/scripts';
import type { Instruction, Stage } from './model';
import { lastOf, runtimeOf } from './runtime';
import { rootBase } from './stages';

/** Programs that start another one as another user, and supervisors that are told which. */
const droppers: ReadonlySet<string> = new Set([
  'gosu', 'su-exec', 'setpriv', 'runuser', 'chpst', 's6-setuidgid', 'setuidgid', 'su', 'capsh', 'sudo', 'doas', 'step-down', 'exec-as', 'supervisord', 's6-svscan', 'runsvdir', 'runsvdir-start', 'runit', 'my_init', 'init',
]);

/** Those that have no other use than to give up root. */
const toolsForDropping: ReadonlySet<string> = new Set(['gosu', 'su-exec', 'setpriv', 's6-setuidgid', 'setuidgid', 'chpst']);

/**
 * True where the container gives up root by itself: ENTRYPOINT or CMD goes through gosu, su-exec, setpriv and the like, or the stage tries such a tool out or brings it in for an
 * entrypoint script.
 */
export function dropsPrivileges(stage: Stage): boolean {
  const commands = startCommands(stage);
  if (commands.some(drops) || (commands.length === 0 && startsSupervisor(stage))) return true;
  if (stage.chain.some((part) => part.instructions.some((instruction) => instruction.keyword === 'RUN' && commandsOf(instruction).some(usesDropper)))) return true;
  return runtimeOf(stage).entrypoint !== undefined && bringsDropper(stage);
}

/** Base images whose own CMD is a supervisor that runs each service as the user its script says. */
function startsSupervisor(stage: Stage): boolean {
  const base = rootBase(stage);
  return base.kind === 'image' && /^phusion\/(?:baseimage|passenger-)/.test(base.image.path);
}

/** The commands that run at start: ENTRYPOINT's, and CMD's where nothing stands before it but a wrapper that runs its arguments. */
export function startCommands(stage: Stage): readonly ShellCommand[] {
  const { entrypoint, cmd } = runtimeOf(stage);
  if (!entrypoint) return cmd ? commandsOf(cmd) : [];
  const own = commandsOf(entrypoint);
  return cmd && entrypoint.exec && own.every(runsItsArguments) ? [...own, ...commandsOf(cmd)] : own;
}

/** True where the container starts through a script, which may do anything with its privileges. */
export function startsScript(stage: Stage): boolean {
  return startCommands(stage).some(({ name }) => /entrypoint|\.\w{1,4}$|^(?:start|run|init|boot|launch|setup)(?:$|[-_.])/.test(name));
}

const starters: ReadonlySet<string> = new Set(['tini', 'tini-static', 'dumb-init', 'catatonit', 'docker-init', 'env', 'exec']);

/** `tini --`, `docker-entrypoint.sh`: what follows is run. */
function runsItsArguments(command: ShellCommand): boolean {
  return starters.has(command.name) || /entrypoint|\.sh$/.test(command.name);
}

function drops(command: ShellCommand): boolean {
  return droppers.has(command.name) || command.wrappers.some(({ name }) => droppers.has(name));
}

function usesDropper(command: ShellCommand): boolean {
  return toolsForDropping.has(command.name) || command.wrappers.some(({ name }) => toolsForDropping.has(name));
}

const helperTools = /(?:^|[/=\s])(?:gosu|su-exec|setpriv|s6-overlay[\w.-]*|tini-static-gosu)(?:$|[\s=@:/.-])/;

function bringsDropper(stage: Stage): boolean {
  return stage.chain.some((part) => part.instructions.some((instruction) => wordsOf(instruction).some((word) => helperTools.test(word))));
}

function wordsOf(instruction: Instruction): readonly string[] {
  if (instruction.keyword === 'RUN') return commandsOf(instruction).flatMap((command) => command.words.flatMap((word) => word.value ?? []));
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return instruction.words.flatMap((word) => word.resolved ?? []);
  return [];
}

const shells = /^(?:bash|sh|zsh|ash|dash|fish|pwsh|node|ruby|irb|R|ipython\d*|python[\d.]*|php|psql|lua|ghci|erl|iex|julia|jshell|scala)$/;

/** True where the container starts a shell or an interpreter without a script: an image to work in or to build on, not a service. */
export function startsInteractively(stage: Stage): boolean {
  // What an earlier stage starts is for that stage; images that build on it say what they are for themselves.
  const entrypoint = lastOf(stage, 'ENTRYPOINT');
  const cmd = lastOf(stage, 'CMD');
  const last = cmd ?? entrypoint;
  if (!last) return false;
  const words = wordsOfStart(last);
  if (!cmd || !entrypoint) return isInteractive(words);
  const first = wordsOfStart(entrypoint);
  // A wrapper of its own runs what CMD says.
  return first !== undefined && words !== undefined && (isInteractive([...first, ...words]) || (!shells.test(baseName(first[0] ?? '')) && isInteractive(words)));
}

function wordsOfStart(instruction: Instruction): readonly string[] | undefined {
  const commands = commandsOf(instruction);
  const [command] = commands;
  if (commands.length !== 1 || !command || command.wrappers.length > 0 || command.redirections.length > 0) return undefined;
  return command.words.every((word) => word.value !== undefined) ? command.words.map((word) => word.value!) : undefined;
}

/** A shell or an interpreter, and its options at most. `words`: the program and its arguments. */
export function isInteractive(words: readonly string[] | undefined): boolean {
  if (!words || words.length === 0) return false;
  const [program, ...args] = words as [string, ...string[]];
  const name = baseName(program);
  if (!shells.test(name) || !args.every((arg) => arg.startsWith('-'))) return false;
  // PHP without a script reads one from standard input.
  return name !== 'php' || args.includes('-a') || args.includes('--interactive');
}

/** Only of an absolute path: `./bash` is a script of one's own. */
function baseName(path: string): string {
  return path.startsWith('/') ? path.slice(path.lastIndexOf('/') + 1) : path;
}

const testRunners: ReadonlySet<string> = new Set(['ava', 'behave', 'ctest', 'cypress', 'jest', 'karma', 'mocha', 'nox', 'phpunit', 'pytest', 'py.test', 'robot', 'rspec', 'tox', 'vitest']);
const runnersOfTests: ReadonlySet<string> = new Set(['bun', 'cargo', 'composer', 'deno', 'dotnet', 'go', 'gradle', 'gradlew', 'mix', 'mvn', 'mvnw', 'npm', 'npx', 'playwright', 'pnpm', 'poetry', 'rake', 'uv', 'yarn']);
const modulesOfTests: ReadonlySet<string> = new Set(['pytest', 'unittest', 'tox', 'nose', 'nose2', 'robot']);

/** True where all that the container does is to run tests: it lives for a moment, on the machine that builds it. */
export function startsTests(stage: Stage): boolean {
  return startCommands(stage).some(({ name, args }) => {
    const words = args.map(({ value }) => value ?? '');
    if (testRunners.has(name)) return true;
    if (/^python[\d.]*$/.test(name)) return words[0] === '-m' && modulesOfTests.has((words[1] ?? '').split(' ')[0]!);
    return runnersOfTests.has(name) && words.some((word) => /^tests?(?::|$)/.test(word) || testRunners.has(word));
  });
}
