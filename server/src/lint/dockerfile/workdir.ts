/** Paths of WORKDIR: how they join, which are relative, and to what. */
import type { DockerfileModel, Instruction, Word } from './model';

/** An absolute WORKDIR of this file, a relative one, or what the base image has. */
export interface Below {
  readonly kind: 'absolute' | 'relative' | 'base';
  /** Of an absolute one, where it is known. */
  readonly path?: string;
}

export interface RelativeWorkdir {
  readonly word: Word;
  readonly path: string;
  readonly below: Below;
  /** The absolute path it leads to, where that is known. */
  readonly result?: string;
}

/** Paths that begin with an unknown variable are left out. */
export function relativeWorkdirs(file: DockerfileModel): readonly RelativeWorkdir[] {
  return file.all('WORKDIR').flatMap((instruction) => {
    const word = instruction.words[0];
    // A quote that is not closed leaves its mark in the text.
    const path = word ? (word.resolved ?? (/^[$"']/.test(word.value) ? undefined : word.value)) : undefined;
    if (!word || path === undefined || path === '' || isAbsolutePath(path)) return [];
    const below = directoryBelow(instruction);
    const result = below.path === undefined ? undefined : joinPath(below.path, word.resolved);
    return [{ word, path, below, ...(result !== undefined ? { result } : {}) }];
  });
}

/** Also for Windows: drive letters and leading backslashes. */
export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\') || /^[a-zA-Z]:/.test(path);
}

function directoryBelow(instruction: Instruction): Below {
  const { stage } = instruction;
  const earlier = (stage?.chain ?? []).flatMap((part) => part.instructions.filter((other) => other.keyword === 'WORKDIR' && (part !== stage || other.index < instruction.index)));
  if (earlier.length === 0) return { kind: 'base' };
  const absolute = earlier.some((other) => {
    const path = other.words[0]?.resolved;
    return path === undefined || isAbsolutePath(path);
  });
  if (!absolute) return { kind: 'relative' };
  const path = instruction.before.workdir?.path;
  return { kind: 'absolute', ...(path !== undefined ? { path } : {}) };
}

/** WORKDIR joined to the one before; undefined where either is not known. Windows paths are kept as written. */
export function joinPath(current: string | undefined, next: string | undefined): string | undefined {
  if (next === undefined) return undefined;
  if (/^[a-zA-Z]:/.test(next) || next.startsWith('\\')) return next;
  if (!next.startsWith('/') && current === undefined) return undefined;
  const parts: string[] = [];
  for (const part of (next.startsWith('/') ? next : `${current}/${next}`).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
