/** Programs that stop cleanly by one certain signal. */
import { programName } from '../shell/dialect';
import type { Span } from '../text/span';
import { insertBefore } from './edits';
import type { DockerfileModel, Instruction, Stage, Word } from './model';
import { execWords, lastInChain, lastOf, runtimeOf } from './runtime';
import { parseSignal } from './signals';
import type { SpanEdit } from '../rule';

export interface WrongSignal {
  readonly stage: Stage;
  /** The signal's word, or the instruction that starts the program where there is no STOPSIGNAL. */
  readonly span: Span;
  /** Undefined where no STOPSIGNAL is given. */
  readonly signal: string | undefined;
  readonly edit: SpanEdit;
}

/** Linux stages whose exec form starts one of the programs, without `wanted` as their STOPSIGNAL. A signal that is not known is left alone. */
export function wrongSignals(file: DockerfileModel, isProgram: (path: string) => boolean, wanted: string): readonly WrongSignal[] {
  return file.stages.flatMap((stage) => {
    const program = execWords(stage)?.[0];
    if (stage.os === 'windows' || program === undefined || !isProgram(program)) return [];
    const { entrypoint, cmd } = runtimeOf(stage);
    const start = (entrypoint ?? cmd)!;
    const instruction = lastInChain(stage, 'STOPSIGNAL');
    // What a parent stage does is reported there.
    if (start.stage !== stage && !lastOf(stage, 'STOPSIGNAL')) return [];
    if (!instruction) return [{ stage, span: start.keywordSpan, signal: undefined, edit: insertBefore(file, start, `STOPSIGNAL ${wanted}`) }];
    return wrong(stage, instruction, instruction.words[0], wanted);
  });
}

function wrong(stage: Stage, instruction: Instruction, word: Word | undefined, wanted: string): WrongSignal[] {
  if (!word || word.resolved === undefined || instruction.stage !== stage) return [];
  const signal = parseSignal(word.resolved.trim());
  return signal?.name === undefined || signal.name === wanted ? [] : [{ stage, span: word.span, signal: signal.name, edit: { span: word.span, newText: wanted } }];
}

/** Whether the path ends in one of the names. */
export function isNamed(names: readonly string[]): (path: string) => boolean {
  return (path) => names.includes(programName(path));
}
