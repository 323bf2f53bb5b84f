/** Which file of the build context lies at a place of the image. */
import { isDirectoryName } from '../dockerfile/copied-files';
import type { DockerfileModel, Instruction, Mount } from '../dockerfile/model';
import { joinPath } from '../dockerfile/workdir';
import { baseName } from '../text/go-path';
import { startsScript } from '../shell/project-scripts';
import { commandsOf } from '../shell/scripts';
import type { Span } from '../text/span';
import type { BuildContext } from './build-context';
import { contextSources } from './sources';
import type { ContextSource } from './sources';

export interface PlacedFile {
  /** In the context. */
  readonly path: string;
  /** What brings it: a source of COPY or ADD, or a bind mount. */
  readonly span: Span;
  /** Absent for a mount. */
  readonly source?: ContextSource;
}

/**
 * The file of the context that lies at an absolute path when an instruction runs. Mounts hide what was copied, and of several copies the last one counts. Undefined where none is
 * known to bring it: what other stages, archives and commands bring is not looked at.
 */
export function fileAt(place: string, at: Instruction, file: DockerfileModel, context: BuildContext): PlacedFile | undefined {
  for (const mount of at.mounts) {
    const path = mountedPathOf(place, mount, at, context);
    if (path !== undefined && context.ignores(path) === false) return { path, span: mount.flag.span };
  }
  const sources = contextSources(file);
  for (let i = sources.length - 1; i >= 0; i--) {
    const source = sources[i]!;
    const { by, partial, instruction, span } = source;
    if (by === 'mount' || partial || instruction.index >= at.index || !instruction.stage || !at.stage?.chain.includes(instruction.stage)) continue;
    const path = copiedPathOf(place, source, context);
    if (path !== undefined && context.ignores(path) === false) return { path, span, source };
  }
  return undefined;
}

/** The file of the context that a source of COPY or ADD puts to a place of the image. */
export function copiedPathOf(place: string, source: ContextSource, context: BuildContext): string | undefined {
  const { copy, before } = source.instruction;
  const destination = copy?.destination?.resolved;
  const target = joinPath(before.workdir?.path, destination);
  if (target === undefined || destination === undefined) return undefined;
  const into = isDirectoryName(destination) || copy!.sources.length > 1;
  const below = belowOf(place, target);
  for (const path of source.path === '' ? [''] : (context.expand(source.path) ?? [])) {
    const kind = context.kindOf(path);
    if (kind === 'directory' && below !== undefined) {
      const inside = path === '' ? below : `${path}/${below}`;
      if (context.kindOf(inside) === 'file') return inside;
    }
    // Without a slash at its end, the destination may be a directory that is there already.
    if (kind === 'file' && (below === baseName(path) || (!into && place === target))) return path;
  }
  return undefined;
}

/** Without a source, a bind mount shows all of the context. */
function mountedPathOf(place: string, { type, option, flag }: Mount, { before }: Instruction, context: BuildContext): string | undefined {
  const target = joinPath(before.workdir?.path, option('target', 'dst', 'destination')?.value);
  const source = joinPath('/', option('source', 'src')?.value ?? '.')?.slice(1);
  if (type !== 'bind' || option('from') || target === undefined || source === undefined || flag.value?.variables.length !== 0) return undefined;
  if (context.kindOf(source) === 'file') return place === target ? source : undefined;
  const below = belowOf(place, target);
  const inside = below === undefined ? undefined : source === '' ? below : `${source}/${below}`;
  return inside !== undefined && context.kindOf(inside) === 'file' ? inside : undefined;
}

/** A path relative to a directory above it. */
function belowOf(place: string, directory: string): string | undefined {
  const start = directory === '/' ? '/' : `${directory}/`;
  return place.startsWith(start) ? place.slice(start.length) : undefined;
}

/** Programs that put files somewhere, from archives, repositories and other places. */
const bringers: ReadonlySet<string> = new Set(['cp', 'mv', 'ln', 'rsync', 'install', 'tar', 'unzip', 'git', 'make', 'tee', 'touch', 'dd']);

/**
 * Whether something else than the sources of COPY and ADD that lie in the context may put a file to a place before an instruction is over: another stage, an archive, an address, a
 * command. True also where that is not known.
 */
export function mayBeBroughtTo(place: string, at: Instruction, file: DockerfileModel): boolean {
  const name = baseName(place);
  const mounted = (mount: Mount): boolean => {
    const target = joinPath(at.before.workdir?.path, mount.option('target', 'dst', 'destination')?.value);
    return target === undefined || mount.flag.value?.variables.length !== 0 || ((mount.type !== 'bind' || mount.option('from') !== undefined) && covers(target, place));
  };
  if (at.mounts.some(mounted)) return true;
  const known = contextSources(file);
  const earlier = (at.stage?.chain ?? []).flatMap(({ instructions }) => instructions.filter(({ index }) => index <= at.index));
  return earlier.some((instruction) => {
    const { keyword, args, copy, before, heredocs } = instruction;
    if (keyword === 'RUN') return [args.text, ...heredocs.map(({ content }) => content)].some((text) => text.includes(name)) || startsScript(instruction) || commandsOf(instruction).some((command) => bringers.has(command.name));
    if (!copy) return false;
    const target = joinPath(before.workdir?.path, copy.destination?.resolved);
    if (target !== undefined && !covers(target, place)) return false;
    const own = known.filter((source) => source.instruction === instruction);
    return target === undefined || copy.from !== undefined || heredocs.length > 0 || own.length < copy.sources.length || own.some(({ partial }) => partial) || (keyword === 'ADD' && own.some(({ path }) => /\.(?:tar|t?[bgx]z2?|tar\.\w+)$/.test(path)));
  });
}

function covers(directory: string, place: string): boolean {
  return directory === place || belowOf(place, directory) !== undefined;
}
