/** What a stage's container runs: ENTRYPOINT and CMD as they are left at its end, looked up through the stage chain. */
import type { Instruction, Keyword, Stage } from './model';

export interface Runtime {
  readonly entrypoint?: Instruction;
  /** Absent where an ENTRYPOINT of a later stage reset it. */
  readonly cmd?: Instruction;
}

export function runtimeOf(stage: Stage): Runtime {
  let entrypoint: Instruction | undefined;
  let cmd: Instruction | undefined;
  for (const part of stage.chain) {
    const ownEntrypoint = lastOf(part, 'ENTRYPOINT');
    // A stage that sets ENTRYPOINT without CMD drops the CMD it inherits.
    cmd ??= entrypoint === undefined ? lastOf(part, 'CMD') : undefined;
    entrypoint ??= ownEntrypoint;
  }
  return { ...(entrypoint ? { entrypoint } : {}), ...(cmd ? { cmd } : {}) };
}

/** The last instruction of a keyword in a stage itself. */
export function lastOf(stage: Stage, keyword: Keyword): Instruction | undefined {
  for (let i = stage.instructions.length - 1; i >= 0; i--) if (stage.instructions[i]!.keyword === keyword) return stage.instructions[i];
  return undefined;
}

/** The last instruction of a keyword in a stage or those it starts from. */
export function lastInChain(stage: Stage, keyword: Keyword): Instruction | undefined {
  for (const part of stage.chain) {
    const found = lastOf(part, keyword);
    if (found) return found;
  }
  return undefined;
}

/** The words of the program that runs, in exec form: ENTRYPOINT and CMD together; undefined where either is in shell form or there is none. */
export function execWords(stage: Stage): readonly string[] | undefined {
  const { entrypoint, cmd } = runtimeOf(stage);
  const first = entrypoint ?? cmd;
  if (!first?.exec) return undefined;
  const words = first.exec.elements.map((element) => element.value);
  if (!entrypoint || !cmd) return words;
  return cmd.exec ? [...words, ...cmd.exec.elements.map((element) => element.value)] : words;
}
