/** What makes two instructions, or two stages, of two versions of a file the same to somebody who looks at each on its own. */
import { BoundedMap } from '../text/bounded-map';
import type { SourceText } from '../text/source';
import type { Span } from '../text/span';
import type { DockerfileModel, Stage, StageState } from './model';
import { sourceReferences } from './stages';
import { isTemplate } from './template';

export interface Fingerprint {
  /** Of the instruction with the comments and blank lines above it; of the last one with all that follows it. */
  readonly span: Span;
  /** What ends with the file is removed in another way than what a line follows, so the end counts. */
  readonly endsFile: boolean;
  /** Stands for the rest that may be asked of an instruction: directives, state before it, its stage and how the stages hang together. The same number is the same rest. */
  readonly surroundings: number;
  /** Line on which it ends. */
  readonly last: number;
}

/** What changes the state of a stage. */
const changesState: ReadonlySet<string> = new Set(['ARG', 'ENV', 'SHELL', 'USER', 'WORKDIR']);

/** Numbers for surroundings. One that was forgotten is given anew with another number, so that equal numbers are equal surroundings always. */
const numbers = new BoundedMap<string, number>(4096);
let last = 0;

function numberOf(surroundings: string): number {
  const known = numbers.get(surroundings);
  if (known !== undefined) return known;
  numbers.set(surroundings, ++last);
  return last;
}

/** One for each instruction, in order. */
export function fingerprints(model: DockerfileModel): readonly Fingerprint[] {
  const { instructions, source } = model;
  const found: Fingerprint[] = [];
  /** After the last instruction of each stage, and before the first FROM. */
  const states = new Map<Stage | undefined, number>([[undefined, numberOf(ofFile(model))]]);
  let end = 0;
  let shell: StageState['shell'] | undefined;
  for (const instruction of instructions) {
    const { stage, span, before } = instruction;
    const endsFile = found.length === instructions.length - 1;
    const state = instruction.from && stage ? numberOf(`${states.get(stage.parent)!} ${ofStage(stage)}`) : states.get(stage)!;
    // A comment may name another shell for all that follows.
    const surroundings = before.shell === shell ? state : numberOf(`${state} ${before.shell.words.join('\n')}`);
    shell = before.shell;
    found.push({ span: { start: end, end: endsFile ? source.text.length : span.end }, endsFile, surroundings, last: source.lineAt(span.end) });
    end = span.end;
    // A stage begins in the state that its parent ends in, or with what stands before the first FROM.
    states.set(stage, instruction.from || changesState.has(instruction.keyword) ? numberOf(`${surroundings} ${source.slice(span)}`) : surroundings);
  }
  return found;
}

/** One for what stands before the first FROM and one for each stage, in order, made from those of the instructions; the surroundings are those of the first instruction. */
export function stageFingerprints({ source, preamble, stages }: DockerfileModel, instructions: readonly Fingerprint[]): readonly Fingerprint[] {
  let next = 0;
  let start = 0;
  return [preamble.length, ...stages.map((stage) => stage.instructions.length + 1)].map((count) => {
    if (count === 0) return nothing;
    const { surroundings } = instructions[next]!;
    next += count;
    const { last } = instructions[next - 1]!;
    const from = start;
    const endsFile = next === instructions.length;
    start = source.lineEnd(last);
    return { span: { start: from, end: endsFile ? source.text.length : start }, endsFile, surroundings, last };
  });
}

/** What stands before the first FROM, where nothing does. */
const nothing: Fingerprint = { span: { start: 0, end: 0 }, endsFile: false, surroundings: 0, last: -1 };

/** Tells whether a part of one version of a text is there, letter by letter, in the other, before or behind the one place in which they differ. */
export class Comparison {
  /** Characters that are the same at the start, and at the end. */
  private readonly atStart: number;
  private readonly atEnd: number;

  constructor(
    private readonly before: SourceText,
    private readonly now: SourceText,
  ) {
    const [a, b] = [before.text, now.text];
    const shorter = Math.min(a.length, b.length);
    let start = 0;
    while (start < shorter && a.charCodeAt(start) === b.charCodeAt(start)) start++;
    let end = 0;
    while (end < shorter - start && a.charCodeAt(a.length - 1 - end) === b.charCodeAt(b.length - 1 - end)) end++;
    this.atStart = start;
    this.atEnd = end;
  }

  isSame(was: Fingerprint, is: Fingerprint): boolean {
    const [a, b] = [was.span, is.span];
    if (was.endsFile !== is.endsFile || a.end - a.start !== b.end - b.start) return false;
    if (a.start === b.start && a.end <= this.atStart) return true;
    const fromEnd = this.before.text.length - a.start;
    return fromEnd === this.now.text.length - b.start && fromEnd <= this.atEnd;
  }
}

/** Directives, the kind of line break, whether it is a template, and which stages need which. */
function ofFile(model: DockerfileModel): string {
  const directives = model.directives.map(({ name, value }) => `${name}=${value}`);
  const stages = model.stages.map(({ name, parent, base }) => `${name ?? ''}<${parent?.index ?? base.kind}`);
  const references = sourceReferences(model).flatMap(({ kind, instruction, text }) => (kind === 'from' ? [] : [`${instruction.stage?.index ?? ''} ${text}`]));
  return [model.escape, model.source.eol, isTemplate(model), ...directives, ...stages, ...references].join('\n');
}

function ofStage({ index, final, reachable, os }: Stage): string {
  return `${index} ${final} ${reachable} ${os}`;
}
