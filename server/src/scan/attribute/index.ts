/** Which instruction of a Dockerfile made each layer of an image. Pure. */
import type { DockerfileModel, Instruction, Stage } from '../../lint/dockerfile/model';
import { parseDockerfile } from '../../lint/dockerfile/parse';
import type { HistoryEntry, ImageConfig, InstructionReference, LayerAttribution } from '../types';
import { align } from './align';
import type { Alignment } from './align';
import { expectedOf, leavesHistory } from './expected';
import { readHistory, squeeze } from './history';
import type { HistoryInstruction } from './history';
import { readProvenance } from './provenance';

export interface DockerfileSource {
  readonly uri: string;
  readonly text: string;
  /** Stage the image was built for; the last one where absent. */
  readonly target?: string;
}

/** What the build said of itself. */
export interface BuildRecord {
  /** SLSA provenance statements, unchecked JSON; empty where the image carries none. */
  readonly provenance: readonly unknown[];
  /** Names of the layers' blobs in the order of the diff ids; they end in the digest's hexadecimal digits. Empty where they are not known. */
  readonly layerBlobs: readonly string[];
}

/** One attribution a layer, in the order of `config.diffIds`. Without a Dockerfile everything is the base image's. */
export function attributeLayers(config: ImageConfig, dockerfile: DockerfileSource | undefined, build?: BuildRecord): LayerAttribution[] {
  const aligned = alignLayers(config, dockerfile);
  return dockerfile && build ? withProvenance(aligned, dockerfile, build) : aligned;
}

/** Where the provenance is of this very Dockerfile, what it says of a layer is certain. */
function withProvenance(aligned: readonly LayerAttribution[], dockerfile: DockerfileSource, build: BuildRecord): LayerAttribution[] {
  const map = readProvenance(build.provenance);
  if (!map || map.dockerfile !== dockerfile.text) return [...aligned];
  const model = parseDockerfile(dockerfile.text, dockerfile.uri);
  return aligned.map((attribution, index) => {
    const lines = map.lines.get(`sha256:${build.layerBlobs[index]?.replace(/^.*[/:]/, '') ?? ''}`);
    const instruction = lines && model.instructions.find((candidate) => candidate.keyword !== 'FROM' && model.source.lineAt(candidate.span.start) + 1 === lines.first);
    return instruction ? { instruction: reference(model, instruction), confidence: 'exact', reason: 'the provenance of the build says so' } : attribution;
  });
}

function alignLayers(config: ImageConfig, dockerfile: DockerfileSource | undefined): LayerAttribution[] {
  const layers = config.diffIds.map((_, index) => index);
  if (!dockerfile) return layers.map(() => ({ confidence: 'base', reason: 'no Dockerfile was given' }));
  const model = parseDockerfile(dockerfile.text, dockerfile.uri);
  const stage = targetStage(model, dockerfile.target);
  if (!stage) return layers.map(() => ({ confidence: 'inferred', reason: dockerfile.target ? `the Dockerfile has no stage ${dockerfile.target}` : 'the Dockerfile has no FROM' }));
  const base = reference(model, baseInstruction(stage));
  const withLayer = config.history.map((entry, index) => ({ entry, index })).filter(({ entry }) => !entry.emptyLayer);
  if (withLayer.length !== config.diffIds.length) {
    const reason = `the history names ${withLayer.length} layers and the image has ${config.diffIds.length} (squashed, or built as one layer), so no layer can be told from another`;
    return layers.map(() => ({ instruction: base, confidence: 'inferred', reason }));
  }
  const attributions = attributeEntries(config, stage, model);
  return withLayer.map(({ index }) => attributions[index]!);
}

/** What is known of where the parts of an image's configuration come from. */
export interface ConfigAttribution {
  /** In the order of `config.history`. */
  readonly entries: readonly LayerAttribution[];
  /** For what no instruction says: the FROM of the stage that was built. */
  readonly stage: LayerAttribution;
  /** For what the base image says without a trace in the history. */
  readonly base: LayerAttribution;
}

/** As `attributeLayers`, for the entries of the history, with a layer or without. */
export function attributeConfig(config: ImageConfig, dockerfile: DockerfileSource | undefined): ConfigAttribution {
  const model = dockerfile && parseDockerfile(dockerfile.text, dockerfile.uri);
  const stage = model && targetStage(model, dockerfile.target);
  if (!model || !stage) {
    const unknown: LayerAttribution = { confidence: 'base', reason: model ? 'the Dockerfile has no such stage' : 'no Dockerfile was given' };
    return { entries: config.history.map(() => unknown), stage: unknown, base: unknown };
  }
  return {
    entries: attributeEntries(config, stage, model),
    stage: { instruction: reference(model, stage.instruction), confidence: 'aligned', reason: 'no instruction of the Dockerfile sets it' },
    base: { instruction: reference(model, baseInstruction(stage)), confidence: 'base', reason: 'the base image sets it' },
  };
}

function attributeEntries(config: ImageConfig, stage: Stage, model: DockerfileModel): LayerAttribution[] {
  const base = reference(model, baseInstruction(stage));
  const history = config.history.map(readHistory);
  const instructions = stageInstructions(stage);
  const alignment = align(history, instructions.map(expectedOf));
  return history.map((entry) => attributeEntry(entry, alignment, instructions, model, base));
}

/** 0 to 1: the share of the Dockerfile's instructions that the image's history has, word for word and in order. */
export function similarity(history: readonly HistoryEntry[], dockerfile: DockerfileSource): number {
  const model = parseDockerfile(dockerfile.text, dockerfile.uri);
  const stage = targetStage(model, dockerfile.target);
  const instructions = stage ? stageInstructions(stage) : [];
  if (instructions.length === 0) return 0;
  return align(history.map(readHistory), instructions.map(expectedOf)).exact / instructions.length;
}

function attributeEntry(entry: HistoryInstruction, alignment: Alignment, instructions: readonly Instruction[], model: DockerfileModel, base: InstructionReference): LayerAttribution {
  if (alignment.exact === 0 && alignment.pairs.every((pair) => pair === undefined)) {
    return { instruction: base, confidence: 'base', reason: instructions.length === 0 ? 'the Dockerfile adds nothing to its base image' : 'nothing in the history is from this Dockerfile' };
  }
  if (entry.index < alignment.head) return { instruction: base, confidence: 'base', reason: 'below the first instruction of the Dockerfile' };
  const pair = alignment.pairs[entry.index];
  if (pair) {
    const instruction = reference(model, instructions[pair.expected]!);
    return pair.fit === 'exact'
      ? { instruction, confidence: 'aligned', reason: 'the history has this instruction' }
      : { instruction, confidence: 'inferred', reason: 'the history has this instruction with a value the Dockerfile does not say' };
  }
  return between(entry, alignment, instructions, model, base);
}

/** An entry without a partner: if just one instruction of its kind is left over between its neighbours, that one was probably edited. */
function between(entry: HistoryInstruction, alignment: Alignment, instructions: readonly Instruction[], model: DockerfileModel, base: InstructionReference): LayerAttribution {
  const before = alignment.pairs.slice(0, entry.index).reduce((last, pair) => (pair ? pair.expected : last), -1);
  const after = alignment.pairs.slice(entry.index + 1).find((pair) => pair !== undefined)?.expected ?? instructions.length;
  const free = instructions.slice(before + 1, after).filter((instruction) => instruction.keyword === entry.keyword);
  if (free.length > 0) {
    const reason = free.length === 1 ? 'the instruction was edited since the image was built' : `one of ${free.length} instructions that were edited since the image was built`;
    return { instruction: reference(model, free[0]!), confidence: 'inferred', reason };
  }
  const neighbour = before >= 0 ? reference(model, instructions[before]!) : base;
  return { instruction: neighbour, confidence: 'inferred', reason: `the history has an instruction here that the Dockerfile lacks: ${shorten(`${entry.keyword} ${entry.text}`)}` };
}

/** Undefined where the Dockerfile has no such stage. */
export function targetStage(model: DockerfileModel, target: string | undefined): Stage | undefined {
  if (target === undefined || target === '') return model.finalStage;
  return model.stages.find((stage) => stage.name === target.toLowerCase()) ?? model.stages.find((stage) => String(stage.index) === target);
}

/** Instructions of the stage and of those it starts from, oldest first. */
function stageInstructions(stage: Stage): Instruction[] {
  return [...stage.chain].reverse().flatMap((part) => part.instructions.filter(leavesHistory));
}

/** The FROM that names the base image. */
function baseInstruction(stage: Stage): Instruction {
  return stage.chain[stage.chain.length - 1]!.instruction;
}

function reference(model: DockerfileModel, instruction: Instruction): InstructionReference {
  return { uri: model.uri, range: model.source.range(instruction.lineSpan), text: shorten(squeeze(`${instruction.keyword} ${[...flagTexts(instruction), instruction.args.text].join(' ')}`)) };
}

function flagTexts(instruction: Instruction): string[] {
  return instruction.flags.map((flag) => `--${flag.name}${flag.value ? `=${flag.value.text}` : ''}`);
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
