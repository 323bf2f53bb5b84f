/** Scripts of the build context that the image starts with: from ENTRYPOINT and CMD back to the COPY that brings them. */
import { startCommands } from '../dockerfile/launch';
import type { DockerfileModel, Instruction, Stage } from '../dockerfile/model';
import { runtimeOf } from '../dockerfile/runtime';
import { rootBase } from '../dockerfile/stages';
import { joinPath } from '../dockerfile/workdir';
import type { ShellCommand, ShellWord } from '../shell/model';
import type { Workspace } from '../workspace/model';
import type { BuildContext } from './build-context';
import { oncePerContext } from './memo';
import { copiedPathOf } from './placed';
import { contextSources } from './sources';
import type { ContextSource } from './sources';
import { baseName } from '../text/go-path';

export interface StartScript {
  /** The word of ENTRYPOINT or CMD. */
  readonly word: ShellWord;
  /** `exec`: the kernel starts it. `shell`: a shell does, which also takes a script without `#!`. `argument`: it is given to a shell, which only reads it. */
  readonly by: 'exec' | 'shell' | 'argument';
  /** What copies it. */
  readonly source: ContextSource;
  /** In the context. */
  readonly path: string;
  /** In the image, where it may have another name. */
  readonly place: string;
  readonly text: string;
  readonly context: BuildContext;
  /** Instructions of RUN that come after the copy. */
  readonly later: readonly Instruction[];
}

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash']);
const starters: ReadonlySet<string> = new Set(['tini', 'tini-static', 'dumb-init', 'catatonit']);
const searchPath = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Those of the final stage, where it is certain which files they are. */
export function startScripts(file: DockerfileModel, workspace: Workspace): readonly StartScript[] {
  const context = file.finalStage && workspace.contextsOf?.(file)?.context;
  return context ? scriptsIn(file, context) : [];
}

const scriptsIn = oncePerContext(find);

/**
 * Texts of the scripts that the container most likely starts with, for what is doubtful in favour of the file: where it is not certain which directory is the context, those of all that it may be; where
 * a script is copied that is in none of them, a file of its name at the top of one (a build may bring it to its place first, under another name).
 */
export function likelyStartScripts(file: DockerfileModel, workspace: Workspace): readonly string[] {
  const contexts = file.finalStage && workspace.contextsOf?.(file);
  if (!contexts) return [];
  const certain = startScripts(file, workspace);
  if (certain.length > 0) return certain.map(({ text }) => text);
  const possible = contexts.possible.flatMap((context) => scriptsIn(file, context));
  return possible.length > 0 ? possible.map(({ text }) => text) : contexts.possible.flatMap((context) => scriptsNamedAlike(file, context));
}

const scriptsNamedAlike = oncePerContext((file: DockerfileModel, context: BuildContext): readonly string[] => {
  const stage = file.finalStage;
  if (!stage || stage.os === 'windows') return [];
  const names = new Set(
    startCommands(stage).flatMap((command) => {
      const started = startedBy(command);
      return started ? placesOf(started.word.value!, command.script.instruction).flatMap((place) => namesOf(place, stage, file)) : [];
    }),
  );
  return [...names].flatMap((name) => {
    const text = context.kindOf(name) === 'file' ? context.text(name) : undefined;
    return typeof text === 'string' && text.startsWith('#!') ? [text] : [];
  });
});

/** What a script that is copied to a place may be called, with and without its ending. */
function namesOf(place: string, stage: Stage, file: DockerfileModel): readonly string[] {
  return contextSources(file).flatMap(({ by, glob, path, instruction }) => {
    const { copy, before } = instruction;
    const target = joinPath(before.workdir?.path, copy?.destination?.resolved);
    if (by === 'mount' || glob || path === '' || target === undefined || !instruction.stage || !stage.chain.includes(instruction.stage)) return [];
    if (target !== place && joinPath(target, baseName(path)) !== place) return [];
    return [baseName(path), baseName(place)].flatMap((name) => (name.endsWith('.sh') ? [name, name.slice(0, -3)] : [name, `${name}.sh`]));
  });
}

function find(file: DockerfileModel, context: BuildContext): readonly StartScript[] {
  const stage = file.finalStage;
  if (!stage || stage.os === 'windows') return [];
  const sources = contextSources(file).filter(({ by, partial, instruction }) => by !== 'mount' && !partial && instruction.stage !== undefined && stage.chain.includes(instruction.stage)).reverse();
  const doubtful = mayBeArguments(stage);
  return startCommands(stage).flatMap((command) => {
    const started = startedBy(command);
    if (!started || (doubtful && started.by === 'exec' && started.word === command.nameWord)) return [];
    for (const place of placesOf(started.word.value!, command.script.instruction)) {
      for (const source of sources) {
        const path = copiedPathOf(place, source, context);
        const text = path === undefined || context.ignores(path) !== false ? undefined : context.text(path);
        if (path === undefined || typeof text !== 'string') continue;
        const later = stage.chain.flatMap(({ instructions }) => instructions.filter(({ keyword, index }) => keyword === 'RUN' && index > source.instruction.index));
        return [{ ...started, source, path, place, text, context, later }];
      }
    }
    return [];
  });
}

/** Images that have no ENTRYPOINT, or one that starts what it is given. Those of Docker's library must. */
const startsCmd = /^(?:docker\.io\/library\/|public\.ecr\.aws\/docker\/library\/|mcr\.microsoft\.com\/(?:dotnet|devcontainers)\/|registry\.(?:access\.)?redhat\.(?:com|io)\/(?:ubi\d+)(?:\/|$)|quay\.io\/(?:centos|fedora|rockylinux)\/)/;

/** CMD without an ENTRYPOINT of the file: the base image may have one that takes it for arguments, as distroless images of Node.js and Python do. One that begins with a shell or is in shell form is surely run. */
function mayBeArguments(stage: Stage): boolean {
  if (runtimeOf(stage).entrypoint) return false;
  const base = rootBase(stage);
  return base.kind !== 'scratch' && !(base.kind === 'image' && startsCmd.test(base.image.normalized));
}

function startedBy(command: ShellCommand): Pick<StartScript, 'word' | 'by'> | undefined {
  if (command.parent) return undefined;
  const exec = command.script.origin === 'exec';
  const as = (word: ShellWord | undefined, by: StartScript['by']): Pick<StartScript, 'word' | 'by'> | undefined => (word?.value !== undefined && word.value !== '' ? { word, by } : undefined);
  if (shells.has(command.name)) {
    const [first] = command.args;
    return first?.value?.startsWith('-') ? undefined : as(first, 'argument');
  }
  if (starters.has(command.name)) {
    const end = command.args.findIndex(({ value }) => value === '--');
    const word = end >= 0 ? command.args[end + 1] : command.args.find(({ value }) => value === undefined || !value.startsWith('-'));
    return shells.has(word?.value?.replace(/^.*\//, '') ?? '') ? undefined : as(word, 'exec');
  }
  return as(command.nameWord, exec ? 'exec' : 'shell');
}

/** Where the program may lie in the image. */
function placesOf(program: string, instruction: Instruction): readonly string[] {
  if (!program.includes('/')) return searchPath.map((directory) => `${directory}/${program}`);
  const path = joinPath(instruction.before.workdir?.path, program);
  return path === undefined ? [] : [path];
}

/**
 * For programs that a script starts: at the beginning of a command, or as a service. `names` is the source of a pattern; what it found is the first group.
 */
export function startedInScript(names: string): RegExp {
  return new RegExp(`(?:^|&&|;)[ \\t]{0,40}(?:sudo[ \\t]{1,9})?(?:exec[ \\t]{1,9})?(?:service[ \\t]{1,9})?(?:/[\\w/.-]{1,40}/)?(${names})(?:[ \\t;&]|$)`, 'm');
}

/** Whether a RUN after the copy may have changed the file by one of these tools. */
export function mayBeChanged({ later, path, place }: StartScript, tools: RegExp): boolean {
  const names = [path, place].map(baseName);
  return later.some(({ args, heredocs }) => [args.text, ...heredocs.map(({ content }) => content)].some((text) => tools.test(text) && (names.some((name) => text.includes(name)) || /[*$]|\s-\w*R|\bfind\b|\bxargs\b/.test(text))));
}
