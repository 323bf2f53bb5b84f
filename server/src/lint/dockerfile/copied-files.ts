/** Where COPY and ADD put things, and what later becomes of them. */
import { positionals } from '../shell/options';
import { commandsOf } from '../shell/scripts';
import type { Span } from '../text/span';
import type { Instruction, Stage, Word } from './model';
import { joinPath } from './workdir';
import { baseName } from '../text/go-path';

/** Whether a destination is written as a directory: `/app/`, `.`, `../`. Without that, it may be one that is there already. */
export function isDirectoryName(destination: string): boolean {
  return /(?:\/|(?:^|\/)\.{1,2})$/.test(destination);
}

/** The path of a copied file in the image; undefined where it is not known, as for a directory whose content is copied. */
export function copiedTo(instruction: Instruction, source: Word): string | undefined {
  const destination = instruction.copy?.destination?.resolved;
  const from = source.resolved;
  if (destination === undefined || from === undefined || /[*?[]/.test(from) || from.endsWith('/')) return undefined;
  const target = joinPath(instruction.before.workdir?.path ?? (destination.startsWith('/') ? undefined : '/'), destination);
  if (target === undefined) return undefined;
  const intoDirectory = isDirectoryName(destination) || (instruction.copy?.sources.length ?? 0) > 1;
  return intoDirectory ? joinPath(target, baseName(from)) : target;
}

/** The word of a later RUN that deletes the file or a directory above it. */
export function deletionOf(path: string, after: Instruction, stage: Stage): Span | undefined {
  for (const part of stage.chain) {
    for (const instruction of part.instructions) {
      if (instruction.keyword !== 'RUN' || instruction.index <= after.index) continue;
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'rm' && command.name !== 'shred' && command.name !== 'unlink') continue;
        const word = positionals(command).find((operand) => covers(joinPath(instruction.before.workdir?.path ?? '/', operand.value), path));
        if (word) return word.span;
      }
    }
  }
  return undefined;
}

function covers(deleted: string | undefined, path: string): boolean {
  if (deleted === undefined || deleted === '/') return false;
  return path === deleted || path.startsWith(`${deleted.replace(/\/\*$/, '')}/`);
}
