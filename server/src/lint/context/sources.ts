/** What a Dockerfile takes from its build context. */
import type { DockerfileModel, Instruction, Mount, VariableUse, Word } from '../dockerfile/model';
import { cleanPath, hasWildcard } from '../text/go-path';
import type { Span } from '../text/span';
import { once } from '../text/once';

export interface ContextSource {
  readonly instruction: Instruction;
  /** The word, or the value of a mount's `source`. */
  readonly span: Span;
  /** From the context's root, cleaned, without a slash at the start; empty for the root itself. */
  readonly path: string;
  /** As the file says it, variables replaced. */
  readonly written: string;
  readonly glob: boolean;
  readonly by: 'COPY' | 'ADD' | 'mount';
  /** True where options of the instruction decide what of it comes along (`--exclude`, `--parents`). */
  readonly partial: boolean;
}

/**
 * Sources of COPY, ADD and bind mounts that are read from the build context, in file order. Left out: other stages and images, URLs, heredocs, triggers of ONBUILD (they have
 * the context of another build), and paths that depend on a build argument, since whoever builds may give another one.
 */
export const contextSources = once((file: DockerfileModel): readonly ContextSource[] => file.instructions.flatMap((instruction) => sourcesOf(instruction)));

/** Whether an instruction may take something from the build context: told from its text, without reading its arguments. */
export function mayTakeFromContext({ keyword, text }: Instruction): boolean {
  return keyword === 'COPY' || keyword === 'ADD' || (keyword === 'RUN' && text.includes('--mount'));
}

/** The source that is written at a place; undefined where none is read from the context there. */
export function contextSourceAt(file: DockerfileModel, at: Span): ContextSource | undefined {
  return contextSources(file).find(({ span }) => span.start === at.start);
}

function sourcesOf(instruction: Instruction): ContextSource[] {
  const { keyword, copy } = instruction;
  if (keyword === 'RUN') return instruction.mounts.flatMap((mount) => mountSource(instruction, mount));
  if ((keyword !== 'COPY' && keyword !== 'ADD') || !copy || copy.from || !copy.destination) return [];
  const partial = instruction.flags.some(({ name }) => name === 'exclude' || name === 'parents');
  return copy.sources.flatMap((word) => {
    const written = textOf(word);
    if (written === undefined || isRemote(written)) return [];
    const path = contextPath(written, instruction);
    return path === undefined ? [] : [{ instruction, span: word.span, path, written, glob: hasWildcard(path), by: keyword, partial }];
  });
}

function mountSource(instruction: Instruction, mount: Mount): ContextSource[] {
  if (mount.type !== 'bind' || mount.option('from')) return [];
  const source = mount.option('source', 'src');
  if (!source?.value || !source.valueSpan || source.value.includes('$')) return [];
  const path = contextPath(source.value, instruction);
  return path === undefined ? [] : [{ instruction, span: source.valueSpan, path, written: source.value, glob: false, by: 'mount', partial: false }];
}

function textOf(word: Word): string | undefined {
  return word.variables.some(isOverridable) ? undefined : word.resolved;
}

/** ENV in the file says what it says; everything else may be given from outside. */
function isOverridable({ definition }: VariableUse): boolean {
  return definition?.kind !== 'env' || definition.instruction?.pairs.some(({ value }) => value?.variables.some(isOverridable)) === true;
}

function isRemote(source: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(source) || /^git@/.test(source);
}

/** Undefined where the path cannot be told: escapes, which only a pattern can have. */
function contextPath(written: string, { stage }: Instruction): string | undefined {
  const windows = stage?.os === 'windows';
  if (!windows && written.includes('\\')) return undefined;
  const slashes = windows ? written.replace(/\\/g, '/').replace(/^[A-Za-z]:(?=\/)/, '') : written;
  return cleanPath(`/${slashes}`).slice(1);
}
