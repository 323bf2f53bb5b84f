/** Who names which stage: FROM, `COPY --from` and `RUN --mount from=`. */
import type { Span } from '../text/span';
import type { DockerfileModel, ImageSource, Instruction, Mount, Stage, Word } from './model';
import { once } from '../text/once';

export interface SourceReference {
  readonly kind: 'from' | 'copy' | 'mount';
  readonly instruction: Instruction;
  /** What is written, quotes included. */
  readonly span: Span;
  /** Without quotes; variables as written. */
  readonly text: string;
  readonly source: ImageSource;
}

/** All references to stages and images, in order of the file; of a part of one, those in that part. */
export const sourceReferences = once((file: DockerfileModel): readonly SourceReference[] =>
  file.all('FROM', 'COPY', 'RUN').filter(mayNameSource).flatMap((instruction) => referencesOf(file, instruction)),
);

/** References that mean the given stage. */
export function referencesTo(file: DockerfileModel, stage: Stage): readonly SourceReference[] {
  return sourceReferences(file.whole ?? file).filter((reference) => reference.source.kind === 'stage' && reference.source.stage.index === stage.index);
}

/** What the `from` option of a mount names; undefined where it has none. BuildKit knows no stage numbers here. */
export function mountSource(file: DockerfileModel, mount: Mount, instruction: Instruction): SourceReference | undefined {
  const option = mount.option('from');
  if (option?.value === undefined) return undefined;
  const span = option.valueSpan ?? option.span;
  const word: Word = { text: option.value, value: option.value, resolved: option.value, variables: [], span };
  const source = option.value.includes('$') ? { kind: 'unknown' as const, word } : file.resolveSource(word, instruction);
  return { kind: 'mount', instruction, span, text: option.value, source };
}

/** The stage of that name which stands after the given one, where none before it has the name. */
export function laterStage(file: DockerfileModel, name: string, stage: Stage | undefined): Stage | undefined {
  const wanted = name.toLowerCase();
  const index = stage?.index ?? -1;
  if (file.stages.some((other) => other.name === wanted && other.index <= index)) return undefined;
  return file.stages.find((other) => other.name === wanted && other.index > index);
}

/** What the first of the stages that a stage is built on starts from. */
export function rootBase(stage: Stage): ImageSource {
  return stage.chain[stage.chain.length - 1]!.base;
}

/** Names of the stages before the given one, nearest first. */
export function namesBefore(file: DockerfileModel, stage: Stage | undefined): readonly string[] {
  return file.stages.slice(0, stage?.index ?? 0).flatMap((other) => (other.name === undefined ? [] : [other.name])).reverse();
}

/** The name as written, or the number. */
export function stageLabel(stage: Stage): string {
  return stage.instruction.from?.name?.value ?? String(stage.index);
}

/** Whether an instruction may refer to a stage or an image: told from its text, without reading its arguments. */
export function mayNameSource({ keyword, text }: Instruction): boolean {
  return keyword === 'FROM' || keyword === 'ONBUILD' || ((keyword === 'COPY' || keyword === 'ADD' || keyword === 'RUN') && /\bfrom=/i.test(text));
}

function referencesOf(file: DockerfileModel, instruction: Instruction): SourceReference[] {
  if (instruction.from) {
    const { image, source } = instruction.from;
    return [{ kind: 'from', instruction, span: image.span, text: image.value, source }];
  }
  if (instruction.copy?.from) {
    const { word } = instruction.copy.from;
    return [{ kind: 'copy', instruction, span: word.span, text: word.value, source: instruction.copy.from }];
  }
  return instruction.mounts.flatMap((mount) => mountSource(file, mount, instruction) ?? []);
}

export interface Dependency {
  readonly stage: Stage;
  readonly reference: SourceReference;
}

/** Stages that a stage needs, those that come later included (BuildKit refuses them, but a cycle is a cycle). */
export function dependencies(file: DockerfileModel, stage: Stage): readonly Dependency[] {
  return dependenciesByStage(file.whole ?? file)[stage.index]!;
}

const dependenciesByStage = once((file: DockerfileModel): readonly (readonly Dependency[])[] => {
  const byStage = file.stages.map((): Dependency[] => []);
  for (const reference of sourceReferences(file)) {
    const from = reference.instruction.stage;
    const to = from && neededBy(file, reference, from);
    if (to) byStage[from.index]!.push({ stage: to, reference });
  }
  return byStage;
});

function neededBy(file: DockerfileModel, { source, kind, text }: SourceReference, stage: Stage): Stage | undefined {
  if (source.kind === 'stage') return source.stage.index === stage.index ? undefined : source.stage;
  // A FROM never means a later stage.
  if (kind === 'from') return undefined;
  const later = /^\d+$/.test(text) ? (kind === 'copy' ? file.stages[Number(text)] : undefined) : laterStage(file, text, stage);
  return later && later.index > stage.index ? later : undefined;
}

/** Whether `stage` needs `wanted`, directly or through others. */
export function dependsOn(file: DockerfileModel, stage: Stage, wanted: Stage): boolean {
  const seen = new Set<number>();
  const todo = [stage];
  while (todo.length > 0) {
    const at = todo.pop()!;
    if (seen.has(at.index)) continue;
    seen.add(at.index);
    for (const { stage: next } of dependencies(file, at)) {
      if (next.index === wanted.index) return true;
      todo.push(next);
    }
  }
  return false;
}

/** Whether what the stage does ends up in the final image: it is the final stage, or one that it starts from. */
export function isInFinalImage(file: DockerfileModel, stage: Stage | undefined): boolean {
  return stage === undefined || ((file.whole ?? file).finalStage?.chain ?? []).some((part) => part.index === stage.index);
}
