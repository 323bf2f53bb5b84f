/**
 * Makes the model of a Dockerfile. BuildKit's parser decides what is an instruction and how its arguments are cut; the stages are then walked in order so that every
 * instruction knows the variables, USER, WORKDIR and SHELL in force before it.
 */
import { SourceText } from '../text/source';
import { isBlank, skipSpace, trimmedEnd } from './characters';
import { expand } from './expand';
import { imageReference } from './image-reference';
import { ParsedInstruction } from './instruction';
import type { InstructionArguments } from './instruction';
import { parseJsonArray } from './json-array';
import type { JsonArray } from './json-array';
import { readLines } from './lines';
import type { RawInstruction } from './lines';
import type { JoinedText } from './logical-text';
import { keywords } from './model';
import type {
  Comment, CopyDetails, DockerfileModel, ExecForm, Flag, FromDetails, HealthcheckDetails, ImageSource, Instruction, KeyValue, Mount, MountOption, ParseError, Scope, Stage, StageState,
  StageUser, VariableDefinition, VariableUse, Word,
} from './model';
import { shellDialect } from '../shell/dialect';
import { VariableScope, platformArguments } from './scope';
import { selector, withTriggers } from './selection';
import { mayNameSource } from './stages';
import { leadingFlags, splitAtBlanks, splitQuoted } from './words';
import type { Piece, RawFlag } from './words';
import { joinPath } from './workdir';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const keywordSet: ReadonlySet<string> = new Set(keywords);
/** Instructions whose arguments may be a JSON array. */
const takesJson: ReadonlySet<string> = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'HEALTHCHECK', 'RUN', 'SHELL', 'VOLUME']);
/** Instructions of which nothing before or after them depends on what they say; a JSON array may be wrong, though. */
const readLater: ReadonlySet<string> = new Set(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'EXPOSE', 'HEALTHCHECK', 'MAINTAINER', 'RUN', 'STOPSIGNAL', 'VOLUME']);
/** Instructions in whose JSON elements the builder replaces variables. */
const expandsJson: ReadonlySet<string> = new Set(['ADD', 'COPY', 'VOLUME']);

const linuxShell: readonly string[] = ['/bin/sh', '-c'];
const windowsShell: readonly string[] = ['cmd', '/S', '/C'];

const none: readonly never[] = [];

/** Never throws; any text yields a model. `uri` is only carried along. */
export function parseDockerfile(text: string, uri: string): DockerfileModel {
  return new ModelBuilder(new SourceText(text), uri).build();
}

/** What is in force at an instruction; instructions that change nothing hand the same object on. */
interface State extends StageState {
  readonly scope: VariableScope;
}

/** The way through a stage, or through what stands before the first. */
interface Walk {
  state: State;
}

class ModelBuilder {
  private readonly errors: ParseError[] = [];
  private readonly instructions: Instruction[] = [];
  private readonly stages: StageBuilder[] = [];
  private readonly preamble: Instruction[] = [];
  private globalScope = platformScope();
  private escape: '\\' | '`' = '\\';

  constructor(
    private readonly source: SourceText,
    private readonly uri: string,
  ) {}

  build(): DockerfileModel {
    const lines = readLines(this.source);
    this.escape = lines.escape;
    this.errors.push(...lines.errors);
    let walk: Walk = { state: { scope: this.globalScope, shell: { words: linuxShell } } };
    for (const raw of lines.instructions) {
      const stage = this.stages[this.stages.length - 1];
      if (stage) walk = stage.walk;
      const shell = stage && !/^\s*FROM\s/i.test(raw.text.text) ? namedShell(raw.leadingComments) : undefined;
      if (shell) walk.state = { ...walk.state, shell: { words: shell } };
      const instruction = this.instruction(raw, raw.text, walk, stage);
      this.instructions.push(instruction);
      if (instruction.keyword === 'FROM') {
        this.startStage(instruction);
        continue;
      }
      if (stage) stage.instructions.push(instruction);
      else this.preamble.push(instruction);
      this.apply(instruction, walk, stage === undefined);
      if (!stage) this.globalScope = walk.state.scope;
    }
    const stages = this.finishStages();
    const model: DockerfileModel = {
      uri: this.uri,
      source: this.source,
      escape: this.escape,
      directives: lines.directives,
      comments: lines.comments,
      instructions: this.instructions,
      preamble: this.preamble,
      stages,
      ...(stages.length > 0 ? { finalStage: stages[stages.length - 1]! } : {}),
      errors: this.errors.sort((a, b) => a.span.start - b.span.start),
      globalScope: this.globalScope,
      all: selector(this.instructions),
      resolveSource: (word, at) => this.copySource(word, at),
    };
    return model;
  }

  private instruction(raw: RawInstruction, text: JoinedText, walk: Walk, stage: StageBuilder | undefined, onbuild?: Instruction): ParsedInstruction {
    const line = text.text;
    const start = skipSpace(line, 0);
    let keywordEnd = start;
    while (keywordEnd < line.length && !isBlank(line.charCodeAt(keywordEnd))) keywordEnd++;
    const keyword = line.slice(start, keywordEnd).toUpperCase();
    // FROM is resolved among the global arguments only.
    const scope = keyword === 'FROM' ? this.globalScope : walk.state.scope;
    const instruction = new ParsedInstruction(
      this.instructions.length,
      keyword,
      keywordSet.has(keyword),
      line,
      text.span(start, keywordEnd),
      onbuild ? { start: text.toDocument(start), end: raw.span.end } : raw.span,
      onbuild ? { start: text.toDocument(start), end: raw.lineSpan.end } : raw.lineSpan,
      stage?.stage,
      raw.heredocs,
      onbuild,
      raw.leadingComments,
      scope === walk.state.scope ? walk.state : { ...walk.state, scope },
      raw.emptyContinuations,
      (self) => this.read(self, raw, text, keywordEnd, scope, walk, stage),
    );
    // What follows depends on it, or it may be wrong, which has to be known.
    if (!readLater.has(keyword) || line.includes('[')) instruction.read();
    return instruction;
  }

  /** What stands after the keyword. */
  private read(self: Instruction, raw: RawInstruction, text: JoinedText, keywordEnd: number, scope: VariableScope, walk: Walk, stage: StageBuilder | undefined): InstructionArguments {
    const argsStart = skipSpace(text.text, keywordEnd);
    const body = text.slice(argsStart, trimmedEnd(text.text, argsStart));
    const { flags, rest } = leadingFlags(body.text, this.escape);
    const args = body.slice(rest, body.text.length);
    const found: Mutable<InstructionArguments> = { flags: flags.length === 0 ? none : flags.map((flag) => this.flag(flag, body, scope)), args, words: none, pairs: none, mounts: none };
    this.arguments(self, found, raw, args, scope, walk, stage);
    return found;
  }

  private arguments(self: Instruction, instruction: Mutable<InstructionArguments>, raw: RawInstruction, args: JoinedText, scope: VariableScope, walk: Walk, stage: StageBuilder | undefined): void {
    const { keyword } = self;
    if (args.text.includes('[') && takesJson.has(keyword)) {
      const offset = keyword === 'HEALTHCHECK' ? healthcheckCommand(args.text) : 0;
      const json = parseJsonArray(args.text.slice(offset));
      this.json(keyword, instruction, json, args.slice(offset, args.text.length), scope);
    }
    switch (keyword) {
      case 'FROM':
        instruction.words = this.words(splitAtBlanks(args.text), args, scope);
        this.from(instruction, args);
        break;
      case 'ADD':
      case 'COPY':
        if (!instruction.exec) instruction.words = this.words(splitAtBlanks(args.text), args, scope);
        instruction.copy = this.copy(self, instruction);
        break;
      case 'EXPOSE':
        instruction.words = this.words(splitAtBlanks(args.text), args, scope);
        break;
      case 'VOLUME':
        if (!instruction.exec) instruction.words = this.words(splitAtBlanks(args.text), args, scope);
        break;
      case 'USER':
      case 'WORKDIR':
      case 'STOPSIGNAL':
      case 'MAINTAINER':
        if (args.text !== '') instruction.words = [this.word(args.text, 0, args, scope)];
        break;
      case 'ENV':
      case 'LABEL':
        this.keyValues(keyword, instruction, args, scope);
        break;
      case 'ARG':
        this.argumentNames(self, instruction, args, scope);
        break;
      case 'HEALTHCHECK':
        instruction.healthcheck = this.healthcheck(args, scope);
        break;
      case 'RUN':
        instruction.mounts = instruction.flags.filter((flag) => flag.name === 'mount').map((flag) => this.mount(flag));
        break;
      case 'ONBUILD':
        if (args.text !== '' && !self.onbuild) instruction.trigger = this.instruction(raw, args, walk, stage, self);
        break;
    }
  }

  private json(keyword: string, instruction: Mutable<InstructionArguments>, json: JsonArray, args: JoinedText, scope: VariableScope): void {
    if (json.kind === 'none') return;
    if (json.kind === 'not-strings') {
      const span = args.span(json.start, json.end);
      this.errors.push({ code: 'json-not-strings', message: `The exec form of ${keyword} takes a JSON array of strings only. Put every element in double quotes.`, span });
      return;
    }
    const exec: Mutable<ExecForm> = { elements: json.elements.map((element) => ({ value: element.value, span: args.span(element.start, element.end) })), span: args.span(json.start, json.end) };
    instruction.exec = exec;
    const lookup = expandsJson.has(keyword) ? scope : undefined;
    instruction.words = json.elements.map((element) => {
      const inner = args.text.slice(element.start + 1, element.end - 1);
      // An element without JSON escapes maps character by character; otherwise the whole element stands for its parts.
      if (inner === element.value && lookup) return this.word(inner, element.start + 1, args, lookup);
      const span = args.span(element.start, element.end);
      if (!lookup) return { text: element.value, value: element.value, resolved: element.value, variables: [], span };
      const whole = this.word(element.value, 0, args, lookup);
      return { ...whole, span, variables: whole.variables.map((use) => ({ ...use, span, nameSpan: span })) };
    });
  }

  private words(pieces: readonly Piece[], args: JoinedText, scope: VariableScope): Word[] {
    return pieces.map((piece) => this.word(piece.text, piece.start, args, scope));
  }

  /** `start` is where the word begins in `args`. */
  private word(text: string, start: number, args: JoinedText, scope: VariableScope): Word {
    const span = args.span(start, start + text.length);
    if (!needsExpansion(text, this.escape)) return { text, value: text, resolved: text, variables: none, span };
    const expansion = expand(text, (name) => scope.value(name), { escape: this.escape });
    const written = expand(text, () => undefined, { escape: this.escape, keepUnset: true });
    return {
      text,
      value: written.value ?? text,
      resolved: expansion.error === undefined ? expansion.value : undefined,
      variables: expansion.uses.map((use) => variableUse(use, start, args, scope)),
      span,
    };
  }

  private flag(raw: RawFlag, body: JoinedText, scope: VariableScope): Flag {
    const equals = raw.text.indexOf('=');
    const nameEnd = equals < 0 ? raw.text.length : equals;
    return {
      name: raw.text.slice(2, nameEnd),
      span: body.span(raw.start, raw.end),
      nameSpan: body.span(raw.start + 2, raw.start + nameEnd),
      value: equals < 0 ? undefined : this.word(raw.text.slice(equals + 1), raw.start + equals + 1, body, scope),
    };
  }

  private from(instruction: Mutable<InstructionArguments>, args: JoinedText): void {
    const [first, as, name] = instruction.words;
    const image = first ?? { text: '', value: '', resolved: '', variables: [], span: args.span(0, 0) };
    const details: Mutable<FromDetails> = { image, source: this.baseSource(image) };
    const platform = instruction.flags.find((flag) => flag.name === 'platform');
    if (platform) details.platform = platform;
    if (as) details.as = as;
    if (as && name && as.text.toUpperCase() === 'AS') details.name = name;
    instruction.from = details;
  }

  private baseSource(word: Word): ImageSource {
    const text = word.resolved;
    if (text === undefined || text === '') return { kind: 'unknown', word };
    if (text === 'scratch') return { kind: 'scratch', word };
    const stage = this.stageNamed(text, this.stages.length);
    return stage ? { kind: 'stage', stage, word } : { kind: 'image', image: imageReference(text, word), word };
  }

  /** `COPY --from` and `--mount=from=`: also a stage number; variables are not replaced by BuildKit. */
  private copySource(word: Word, at: Instruction): ImageSource {
    if (word.variables.length > 0 || word.value === '') return { kind: 'unknown', word };
    const before = at.stage ? at.stage.index : 0;
    if (/^\d+$/.test(word.value)) {
      const stage = Number(word.value) < before ? this.stages[Number(word.value)]?.stage : undefined;
      return stage ? { kind: 'stage', stage, word } : { kind: 'no-stage', word };
    }
    if (word.value === 'scratch') return { kind: 'scratch', word };
    // A stage that is its own source is found too, so that a rule can say so.
    const stage = this.stageNamed(word.value, before + 1);
    return stage ? { kind: 'stage', stage, word } : { kind: 'image', image: imageReference(word.value, word), word };
  }

  /** The latest stage of that name among the first `count`. */
  private stageNamed(name: string, count: number): Stage | undefined {
    const wanted = name.toLowerCase();
    for (let i = Math.min(count, this.stages.length) - 1; i >= 0; i--) {
      if (this.stages[i]!.stage.name === wanted) return this.stages[i]!.stage;
    }
    return undefined;
  }

  private copy(self: Instruction, { words, flags }: InstructionArguments): CopyDetails {
    const destination = words.length > 0 ? words[words.length - 1] : undefined;
    const { heredocs } = self;
    const all = words.slice(0, -1);
    const sources = heredocs.length === 0 ? all : all.filter((word) => !heredocs.some((heredoc) => heredoc.markerSpan.start === word.span.start));
    const from = flags.find((flag) => flag.name === 'from')?.value;
    return { sources, destination, from: from && this.copySource(from, self) };
  }

  private keyValues(keyword: string, instruction: Mutable<InstructionArguments>, args: JoinedText, scope: VariableScope): void {
    const pieces = splitQuoted(args.text, this.escape);
    const first = pieces[0];
    if (!first) return;
    if (!first.text.includes('=')) {
      // KEY value: everything after the first blank is the value.
      const blank = /[\t\v\f\r ]+/.exec(args.text);
      if (!blank) {
        const message = `${keyword} must have a name and a value. Write ${keyword} ${args.text}=value.`;
        this.errors.push({ code: 'env-two-arguments', message, span: args.span(0, args.text.length) });
        instruction.pairs = [{ key: this.word(args.text, 0, args, scope), form: 'name', span: args.span(0, args.text.length) }];
        return;
      }
      const valueStart = blank.index + blank[0].length;
      const key = this.word(args.text.slice(0, blank.index), 0, args, scope);
      const value = this.word(args.text.slice(valueStart), valueStart, args, scope);
      instruction.pairs = [{ key, value, form: 'legacy', span: args.span(0, args.text.length) }];
      instruction.words = [key, value];
      return;
    }
    const pairs: KeyValue[] = [];
    for (const piece of pieces) {
      if (!piece.text.includes('=')) {
        const span = args.span(piece.start, piece.end);
        this.errors.push({ code: 'missing-equals', message: `"${piece.text}" has no "=": ${keyword} takes name=value pairs here. Quote a value that has blanks.`, span });
      }
      pairs.push(this.pair(piece, args, scope));
    }
    instruction.pairs = pairs;
    instruction.words = this.words(pieces, args, scope);
  }

  private argumentNames(self: Instruction, instruction: Mutable<InstructionArguments>, args: JoinedText, scope: VariableScope): void {
    const pieces = splitQuoted(args.text, this.escape);
    const pairs: KeyValue[] = [];
    let current = scope;
    for (const piece of pieces) {
      // A later argument of the same ARG sees the earlier ones.
      const pair = this.pair(piece, args, current);
      pairs.push(pair);
      current = current.with(this.argDefinition(pair, self, self.stage === undefined));
    }
    instruction.pairs = pairs;
    instruction.words = this.words(pieces, args, scope);
  }

  private pair(piece: Piece, args: JoinedText, scope: VariableScope): KeyValue {
    const equals = piece.text.indexOf('=');
    const span = args.span(piece.start, piece.end);
    if (equals < 0) return { key: this.word(piece.text, piece.start, args, scope), form: 'name', span };
    const key = this.word(piece.text.slice(0, equals), piece.start, args, scope);
    const value = this.word(piece.text.slice(equals + 1), piece.start + equals + 1, args, scope);
    return { key, value, form: 'equals', span };
  }

  private healthcheck(args: JoinedText, scope: VariableScope): HealthcheckDetails {
    const [type] = splitAtBlanks(args.text);
    return type ? { type: this.word(type.text, type.start, args, scope) } : {};
  }

  private mount(flag: Flag): Mount {
    const options: MountOption[] = [];
    if (flag.value) {
      const { text, span } = flag.value;
      let at = 0;
      for (const part of splitMountOptions(text)) {
        const start = span.start + at;
        const equals = part.indexOf('=');
        const key = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
        const option: Mutable<MountOption> = { key, span: { start, end: start + part.length } };
        if (equals >= 0) {
          option.value = part.slice(equals + 1).replace(/^["']|["']$/g, '');
          option.valueSpan = { start: start + equals + 1, end: start + part.length };
        }
        if (part !== '') options.push(option);
        at += part.length + 1;
      }
    }
    const find = (...keys: string[]): MountOption | undefined => options.find((option) => keys.includes(option.key));
    return { type: find('type')?.value?.toLowerCase() ?? 'bind', options, flag, option: find };
  }

  private startStage(instruction: ParsedInstruction): void {
    const from = instruction.from!;
    const parent = from.source.kind === 'stage' ? from.source.stage : undefined;
    const parentBuilder = parent ? this.stages[parent.index] : undefined;
    const os = stageOs(from, parent, this.escape);
    const state = parentBuilder?.walk.state ?? {
      scope: VariableScope.empty(from.source.kind !== 'scratch', os === 'windows').with({ name: 'PATH', kind: 'predefined', value: undefined }),
      workdir: from.source.kind === 'scratch' ? { path: '/', instruction } : undefined,
      shell: { words: os === 'windows' ? windowsShell : linuxShell },
    };
    const builder = new StageBuilder(this.stages.length, instruction, from, parent, os, { state }, this.globalScope);
    instruction.stage = builder.stage;
    this.stages.push(builder);
  }

  /** What an instruction changes for those after it. */
  private apply(instruction: Instruction, walk: Walk, global: boolean): void {
    const { state } = walk;
    switch (instruction.keyword) {
      case 'ARG':
      case 'ENV': {
        let { scope } = state;
        for (const pair of instruction.pairs) {
          if (instruction.keyword === 'ARG') scope = scope.with(this.argDefinition(pair, instruction, global));
          else if (pair.value) scope = scope.with({ name: pair.key.resolved ?? pair.key.value, kind: 'env', value: pair.value.resolved, instruction, nameSpan: pair.key.span, valueSpan: pair.value.span });
        }
        walk.state = { ...state, scope };
        break;
      }
      case 'USER': {
        const word = instruction.words[0];
        if (word) walk.state = { ...state, user: stageUser(word, instruction) };
        break;
      }
      case 'WORKDIR': {
        const word = instruction.words[0];
        if (word) walk.state = { ...state, workdir: { path: joinPath(state.workdir?.path, word.resolved), instruction } };
        break;
      }
      case 'SHELL':
        if (instruction.exec && instruction.exec.elements.length > 0) walk.state = { ...state, shell: { words: instruction.exec.elements.map((element) => element.value), instruction } };
        break;
    }
  }

  private argDefinition(pair: KeyValue, instruction: Instruction, global: boolean): VariableDefinition {
    const name = pair.key.value;
    const place = { instruction, nameSpan: pair.key.span };
    if (pair.value) return { name, kind: 'arg', value: pair.value.resolved, ...place, valueSpan: pair.value.span };
    const outer = global ? undefined : this.globalScope.lookup(name);
    return { name, kind: 'arg', value: outer?.value, ...place, ...(outer ? { global: outer } : {}) };
  }

  private finishStages(): Stage[] {
    const stages = this.stages.map((builder) => builder.finish());
    const last = stages[stages.length - 1];
    if (last) {
      (last as Mutable<Stage>).final = true;
      markReachable(last, stages);
    }
    return stages;
  }
}

class StageBuilder {
  readonly stage: Mutable<Stage>;
  readonly instructions: Instruction[] = [];
  readonly walk: Walk;

  constructor(index: number, instruction: Instruction, from: FromDetails, parent: Stage | undefined, os: Stage['os'], walk: Walk, globalScope: Scope) {
    this.walk = walk;
    const name = from.name?.value.toLowerCase();
    const stage = {
      index,
      name,
      instruction,
      base: from.source,
      parent,
      chain: [] as readonly Stage[],
      instructions: this.instructions,
      os,
      exit: { scope: globalScope, shell: walk.state.shell },
      final: false,
      reachable: false,
      span: instruction.span,
    };
    stage.chain = [stage, ...(parent ? parent.chain : [])];
    this.stage = stage;
  }

  finish(): Stage {
    this.stage.exit = this.walk.state;
    const last = this.instructions[this.instructions.length - 1] ?? this.stage.instruction;
    this.stage.span = { start: this.stage.instruction.span.start, end: last.span.end };
    return this.stage;
  }
}

function platformScope(): VariableScope {
  return platformArguments.reduce((scope, name) => scope.with({ name, kind: 'predefined', value: undefined }), VariableScope.empty(false));
}

function needsExpansion(text: string, escape: string): boolean {
  return text.includes('$') || text.includes('"') || text.includes("'") || text.includes(escape);
}

function variableUse(use: { name: string; start: number; end: number; nameStart: number; operator?: string }, offset: number, args: JoinedText, scope: Scope): VariableUse {
  const definition = scope.lookup(use.name);
  return {
    name: use.name,
    span: args.span(offset + use.start, offset + use.end),
    nameSpan: args.span(offset + use.nameStart, offset + use.nameStart + use.name.length),
    operator: use.operator,
    definition,
  };
}

/** Where the command of a HEALTHCHECK begins: after its first word. */
function healthcheckCommand(text: string): number {
  const type = /^\S+\s*/.exec(text);
  return type ? type[0].length : 0;
}

/** Options are separated by commas; a quoted one may hold commas. */
function splitMountOptions(text: string): string[] {
  return text.match(/(?:"[^"]*"|'[^']*'|\$\{[^}]*\}|[^,])+|(?<=,)(?=,|$)/g) ?? [];
}

function stageUser(word: Word, instruction: Instruction): StageUser {
  if (word.resolved === undefined) return { user: undefined, instruction };
  const [user = '', group] = word.resolved.trim().split(':');
  return { user, ...(group !== undefined ? { group } : {}), instruction };
}

/** The shell that a comment names for what follows, where the base image has set one: `# hadolint shell=powershell`. */
function namedShell(comments: readonly Comment[]): readonly string[] | undefined {
  let name: string | undefined;
  for (const { text } of comments) name = /^hadolint\s+(?:.*\s)?shell\s*=\s*([^\s,]+)/.exec(text)?.[1] ?? name;
  if (name === undefined) return undefined;
  switch (shellDialect(name)) {
    case undefined:
      return undefined;
    case 'powershell':
      return [name, '-Command'];
    case 'cmd':
      return windowsShell;
    default:
      return [name, '-c'];
  }
}

const windowsImage = /(?:^|\/)(?:windows(?:\/|$)|windowsservercore|nanoserver|servercore|dotnet\/framework\/|powershell.*(?:nanoserver|windowsservercore))/;
const windowsTag = /(?:nanoserver|windowsservercore|servercore|ltsc20\d\d)/;

/** Nothing in a Dockerfile names the system; the platform flag, well-known image names and the escape directive tell. */
function stageOs(from: FromDetails, parent: Stage | undefined, escape: string): Stage['os'] {
  if (parent) return parent.os;
  const platform = from.platform?.value?.resolved;
  if (platform !== undefined && platform !== '') return platform.startsWith('windows') ? 'windows' : 'linux';
  if (from.source.kind === 'image') {
    const { image } = from.source;
    return windowsImage.test(image.path) || windowsTag.test(image.tag ?? '') ? 'windows' : 'linux';
  }
  return escape === '`' && from.source.kind === 'unknown' ? 'windows' : 'linux';
}

/** Marks the stage and all that it needs. */
function markReachable(stage: Stage, stages: readonly Stage[]): void {
  const todo = [stage];
  while (todo.length > 0) {
    const at = todo.pop() as Mutable<Stage>;
    if (at.reachable) continue;
    at.reachable = true;
    if (at.parent) todo.push(at.parent);
    for (const instruction of withTriggers(at.instructions.filter(mayNameSource))) {
      if (instruction.copy?.from?.kind === 'stage') todo.push(instruction.copy.from.stage);
      for (const mount of instruction.mounts) {
        const from = mount.option('from')?.value?.toLowerCase();
        const source = from === undefined ? undefined : stages.slice(0, at.index).find((other) => other.name === from || String(other.index) === from);
        if (source) todo.push(source);
      }
    }
  }
}
