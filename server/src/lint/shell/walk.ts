/** From a syntax tree to commands. */
import { forEachChild } from 'unbash';
import type { AndOr, Assignment as SyntaxAssignment, Command as SyntaxCommand, CommandNode, HereDoc, ParsedScript, Pipeline, PipelineNode, Redirection, Statement, SyntaxNode, Word as SyntaxWord } from 'unbash';
import { once } from '../text/once';
import { cover, type Span } from '../text/span';
import type { Environment } from './environment';
import { Decoded, decodeBackticks, decodeHeredoc, decodeWord, type Frame, isOutside } from './frame';
import type { CommandContext, CommandJoin, ShellAssignment, ShellCommand, ShellRedirection, ShellScript, ShellWord } from './model';
import { findCommands, readsStandardInput, scriptWord } from './strings';
import { emptyWord, ExecWord, SyntaxShellWord } from './words';
import { baseName, lookThrough } from './wrappers';

/** Substitutions and `sh -c` strings inside each other; deeper ones are left alone. */
const maximumNesting = 24;
/** What is looked at in one script, nested ones included. */
const maximumCommands = 20_000;

export type Parent = NonNullable<ShellCommand['parent']>;

/** A command whose neighbours are set once its pipeline is walked. */
class Command implements ShellCommand {
  pipedFrom?: ShellCommand;
  pipedTo?: ShellCommand;
  private place: Span | undefined;

  constructor(
    readonly name: string,
    readonly nameWord: ShellWord,
    readonly args: readonly ShellWord[],
    readonly words: readonly ShellWord[],
    readonly assignments: readonly ShellAssignment[],
    readonly redirections: readonly ShellRedirection[],
    readonly wrappers: ShellCommand['wrappers'],
    private readonly located: () => Span,
    readonly join: CommandJoin,
    readonly context: readonly CommandContext[],
    readonly script: ShellScript,
    readonly index: number,
    readonly parent: Parent | undefined,
  ) {}

  get span(): Span {
    return (this.place ??= this.located());
  }
}

export interface WalkResult {
  readonly commands: readonly ShellCommand[];
  readonly pipelines: ShellScript['pipelines'];
  readonly errors: ShellScript['errors'];
}

/** Where a script stands. */
export interface Surroundings {
  readonly environment: Environment;
  readonly contexts: readonly CommandContext[];
  readonly parent?: Parent;
  /** How many substitutions and strings are around it. */
  readonly nesting: number;
}

/** Makes the script of a word that a shell reads, with its commands. */
export type NestedScript = (decoded: Frame, origin: 'string' | 'heredoc', dialect: ShellScript['dialect'], around: Surroundings) => ShellScript;

/** What a command is made from. */
interface Parts {
  readonly words: readonly ShellWord[];
  readonly assignments?: readonly ShellAssignment[];
  readonly redirections?: readonly ShellRedirection[];
  readonly wrapper?: ShellCommand['wrappers'][number];
  readonly join: CommandJoin;
  readonly contexts: readonly CommandContext[];
  /** After its own assignments. */
  readonly environment: Environment;
  readonly located: () => Span;
  /** Absent for an exec form and for what `find` runs. */
  readonly syntax?: { readonly node: SyntaxCommand; readonly place: Place };
}

interface Place {
  readonly frame: Frame;
  readonly contexts: readonly CommandContext[];
}

const noContexts: readonly CommandContext[] = [];
const noWords: readonly ShellWord[] = [];
const noAssignments: readonly ShellAssignment[] = [];
const noRedirections: readonly ShellRedirection[] = [];
const noWrappers: ShellCommand['wrappers'] = [];

export class Walker {
  private readonly commands: ShellCommand[] = [];
  private readonly pipelines: { commands: readonly ShellCommand[]; span: Span }[] = [];
  private readonly errors: { message: string; span: Span }[] = [];
  private environment: Environment;
  private nesting: number;
  private parent: Parent | undefined;
  /** Commands of the pipeline stage that is being walked, to be tied to its neighbours. */
  private stage: Command[] | undefined;
  /** A `time` keyword that waits for the first command of its pipeline. */
  private timed: { pos: number; end: number; optionEnd: number } | undefined;
  /** Commands of this script alone. */
  private own = 0;
  private tree: ParsedScript | undefined;
  private assignedAnywhere: Set<string> | undefined;

  constructor(
    private readonly script: ShellScript,
    private readonly nested: NestedScript,
    private readonly around: Surroundings,
  ) {
    this.environment = around.environment;
    this.nesting = around.nesting;
    this.parent = around.parent;
  }

  walk(tree: ParsedScript, frame: Frame): WalkResult {
    this.tree = tree;
    this.parsed(tree, { frame, contexts: this.around.contexts });
    return { commands: this.commands, pipelines: this.pipelines, errors: this.errors };
  }

  /** The one command of an exec form. */
  walkWords(words: readonly ShellWord[]): WalkResult {
    if (words.length > 0) this.emit({ words, join: 'first', contexts: this.around.contexts, environment: this.environment, located: () => coverAll(words) });
    return { commands: this.commands, pipelines: this.pipelines, errors: this.errors };
  }

  private parsed(tree: ParsedScript, place: Place): void {
    for (const error of tree.errors ?? []) {
      this.errors.push({ message: error.message, span: place.frame.locate(Math.min(error.pos, place.frame.text.length), Math.min(error.pos + 1, place.frame.text.length)) });
    }
    this.list(tree.commands, place);
  }

  private list(statements: readonly Statement[], place: Place): void {
    let join: CommandJoin = 'first';
    for (const statement of statements) {
      const before = this.environment;
      if (statement.background) {
        this.andOr(statement.command, join, within(place, 'background'));
        this.environment = before;
      } else {
        this.andOr(statement.command, join, place);
      }
      join = statement.background ? '&' : ';';
    }
  }

  private andOr(node: PipelineNode | AndOr, join: CommandJoin, place: Place): void {
    if (node.type !== 'AndOr') return this.pipeline(node, join, place);
    // What an operand after the first assigns is certain only up to the next `||` and the end of the list.
    let certain: Environment | undefined;
    node.commands.forEach((command, i) => {
      const operator = i === 0 ? undefined : node.operators[i - 1];
      if (operator === '||' && certain) this.uncertain(certain);
      const before = this.environment;
      this.pipeline(command, operator ?? join, place);
      if (operator === '||') this.uncertain(before);
      if (i === 0) certain = this.environment;
    });
    if (certain) this.uncertain(certain);
  }

  /** What was assigned since `certain` may have been skipped. */
  private uncertain(certain: Environment): void {
    if (this.environment !== certain) this.environment = this.environment.forget(this.environment.namesSince(certain));
  }

  private pipeline(node: PipelineNode, join: CommandJoin, place: Place): void {
    if (node.type !== 'Pipeline') return this.command(node, join, place);
    const time = node.prefixes.find((prefix) => prefix.type === 'Time');
    const inner = node.prefixes.some((prefix) => prefix.type === 'Negation') ? within(place, 'negated') : place;
    if (time) this.timed = { pos: time.pos, end: time.keywordEnd, optionEnd: time.end };
    if (node.commands.length === 1) this.command(node.commands[0]!, join, inner);
    else this.stages(node, join, inner);
    this.timed = undefined;
  }

  private stages(node: Pipeline, join: CommandJoin, place: Place): void {
    const outer = this.stage;
    const before = this.environment;
    const at = this.pipelines.length;
    const stages: Command[][] = [];
    node.commands.forEach((command, i) => {
      this.stage = [];
      this.command(command, i === 0 ? join : '|', place);
      // Each stage is a process of its own.
      this.environment = before;
      stages.push(this.stage);
    });
    this.stage = outer;
    for (let i = 0; i < stages.length; i++) {
      const previous = stages[i - 1]?.at(-1);
      const next = stages[i + 1]?.[0];
      for (const command of stages[i]!) {
        if (previous) command.pipedFrom ??= previous;
        if (next) command.pipedTo ??= next;
      }
      outer?.push(...stages[i]!);
    }
    const commands = stages.flatMap((stage) => stage.at(-1) ?? []);
    if (commands.length > 1) this.pipelines.splice(at, 0, { commands, span: place.frame.locate(node.pos, node.end) });
  }

  private command(node: CommandNode, join: CommandJoin, place: Place): void {
    switch (node.type) {
      case 'Command':
        return this.simple(node, join, place);
      case 'Redirected':
        this.command(node.command, join, place);
        for (const redirection of node.redirects) this.visit(redirection, place);
        return;
      case 'If':
        this.list(node.clause.commands, within(place, 'if-condition'));
        this.branches([
          () => this.list(node.then.commands, within(place, 'if-branch')),
          ...node.elif.map((branch) => () => {
            this.list(branch.clause.commands, within(place, 'if-condition'));
            this.list(branch.then.commands, within(place, 'if-branch'));
          }),
          () => this.list(node.else?.commands ?? [], within(place, 'if-branch')),
        ]);
        return;
      case 'While':
        this.repeated(node, () => {
          this.list(node.clause.commands, within(place, 'loop'));
          this.list(node.body.commands, within(place, 'loop'));
        });
        return;
      case 'For':
      case 'Select':
        for (const word of node.wordlist ?? []) this.visit(word, place);
        this.repeated(node, () => {
          const only = node.type === 'For' && node.wordlist?.length === 1 ? this.word(node.wordlist[0]!, place).splits : undefined;
          this.environment = this.environment.bind(node.name.value, only?.length === 1 && !/[*?[]/.test(only[0]!) ? only[0] : undefined);
          this.list(node.body.commands, within(place, 'loop'));
        });
        return;
      case 'ArithmeticFor':
        this.repeated(node, () => {
          for (const expression of [node.initialize, node.test, node.update]) if (expression) this.visit(expression, place);
          this.list(node.body.commands, within(place, 'loop'));
        });
        return;
      case 'Case':
        this.visit(node.word, place);
        this.branches(
          node.items.map((item) => () => {
            for (const pattern of item.pattern) this.visit(pattern, place);
            this.list(item.body.commands, within(place, 'case'));
          }),
        );
        return;
      case 'Subshell':
        return this.separately(() => this.list(node.body.commands, within(place, 'subshell')));
      case 'BraceGroup':
        return this.list(node.body.commands, within(place, 'group'));
      case 'Function': {
        const after = this.environment.forget(assignedNames(node.body));
        // It runs when it is called: any assignment of the script may have come before.
        this.assignedAnywhere ??= assignedNames(this.tree);
        this.environment = this.environment.forget(this.assignedAnywhere);
        const inner = within(place, 'function');
        if (node.body.type === 'CompoundList') this.list(node.body.commands, inner);
        else this.command(node.body, 'first', inner);
        this.environment = after;
        return;
      }
      case 'Coproc':
        return this.separately(() => {
          if (node.body.type === 'CompoundList') this.list(node.body.commands, within(place, 'background'));
          else this.command(node.body, join, within(place, 'background'));
        });
      case 'TestCommand':
      case 'ArithmeticCommand':
        this.visit(node, place);
    }
  }

  /** Runs each branch from the same state; afterwards what any of them assigned is uncertain. */
  private branches(branches: readonly (() => void)[]): void {
    const before = this.environment;
    const names = new Set<string>();
    for (const branch of branches) {
      this.environment = before;
      branch();
      for (const name of this.environment.namesSince(before)) names.add(name);
    }
    this.environment = before.forget(names);
  }

  /** The body may be at its first round or a later one. */
  private repeated(node: SyntaxNode, body: () => void): void {
    const names = assignedNames(node);
    const before = this.environment.forget(names);
    this.environment = before;
    body();
    this.environment = before;
  }

  private separately(body: () => void): void {
    const before = this.environment;
    body();
    this.environment = before;
  }

  private simple(node: SyntaxCommand, join: CommandJoin, place: Place): void {
    if (this.commands.length >= maximumCommands) return;
    const frame = place.frame;
    let environment = this.environment;
    const assignments: ShellAssignment[] = [];
    for (const item of node.prefix) {
      if (item.type !== 'Assignment') continue;
      const value = item.value.type === 'Word' ? new SyntaxShellWord(item.value, frame, this.script.dialect, environment) : undefined;
      assignments.push({ name: item.name, value, span: frame.locate(item.pos, item.end) });
      environment = environment.bind(item.name, assignedValue(item, value, environment), node.name !== undefined);
    }
    const words: ShellWord[] = [];
    if (node.name) {
      words.push(this.word(node.name, place));
      for (const item of node.suffix) if (item.type === 'Word' || item.type === 'Assignment') words.push(this.word(item, place));
    }
    const before = this.environment;
    const command = this.emit({
      words,
      assignments,
      redirections: this.redirections(node.redirects, place),
      join,
      contexts: place.contexts,
      environment,
      located: () => frame.locate(node.pos, node.end),
      syntax: { node, place },
    });
    if (node.name) this.declare(command, before);
    else this.environment = environment;
  }

  /** Makes the command, then those in its substitutions and in what other shells read. */
  private emit(from: Parts): Command {
    const { words, syntax } = from;
    const through = lookThrough(words);
    const wrappers = through.wrappers.length > 0 ? [...through.wrappers] : [];
    if (from.wrapper) wrappers.unshift(from.wrapper);
    let { located } = from;
    if (this.timed && syntax) {
      const { pos, end, optionEnd } = this.timed;
      const { frame } = syntax.place;
      wrappers.unshift({ name: 'time', word: keyword(frame, pos, end), args: optionEnd > end ? [keyword(frame, optionEnd - 2, optionEnd)] : noWords });
      located = () => cover(frame.locate(pos, end), from.located());
      this.timed = undefined;
    }
    const own = through.start > 0 ? words.slice(through.start) : words;
    const assignments = from.assignments ?? noAssignments;
    const command = new Command(
      own.length > 0 ? baseName(own[0]!) : '',
      own[0] ?? emptyWord(located()),
      own.length > 1 ? own.slice(1) : noWords,
      own,
      through.assignments.length > 0 ? [...assignments, ...through.assignments] : assignments,
      from.redirections ?? noRedirections,
      wrappers.length > 0 ? wrappers : noWrappers,
      located,
      from.join,
      from.contexts,
      this.script,
      this.own++,
      this.parent,
    );
    this.commands.push(command);
    this.stage?.push(command);
    if (syntax) {
      const { node, place } = syntax;
      for (const item of node.prefix) this.visit(item, place, command);
      for (const word of words) this.substitutions(word, place, command);
      for (const item of node.suffix) if (item.type !== 'Word' && item.type !== 'Assignment') this.visit(item, place, command);
    }
    if (runsStrings.has(command.name) && this.nesting < maximumNesting) this.strings(command, from);
    return command;
  }

  private strings(command: Command, from: Parts): void {
    const { environment, contexts, syntax } = from;
    const nested = scriptWord(command.name, command.args, this.script.dialect);
    if (nested) {
      const started = command.name === 'eval' ? environment : environment.startProcess();
      const frame = scriptFrame(nested.word, environment);
      if (frame) this.read(frame, 'string', nested.dialect, nested.word, command, contexts, started);
    }
    if (command.name === 'find') this.found(command, contexts, environment);
    const heredoc = syntax?.node.redirects.find((item): item is HereDoc => item.type === 'HereDoc');
    const dialect = heredoc && readsStandardInput(command.name, command.args);
    if (syntax && heredoc && dialect) {
      const { body, delimiter } = heredoc;
      const { frame } = syntax.place;
      const text = delimiter?.quoted ? copied(frame.text, body.pos, body.end) : decodeHeredoc(frame.text, body.pos, body.end, body.parts);
      this.read(text.within(frame, environment), 'heredoc', dialect, command.nameWord, command, contexts, environment.startProcess());
    }
  }

  private read(frame: Frame, origin: 'string' | 'heredoc', dialect: ShellScript['dialect'], word: ShellWord, command: Command, contexts: readonly CommandContext[], environment: Environment): void {
    const script = this.nested(frame, origin, dialect, { environment, contexts: [...contexts, 'string'], parent: { command, word }, nesting: this.nesting + 1 });
    for (const inner of script.commands) {
      if (this.commands.length >= maximumCommands) return;
      this.commands.push(inner);
    }
  }

  private found(command: Command, contexts: readonly CommandContext[], environment: Environment): void {
    const { parent } = this;
    this.nesting++;
    for (const words of findCommands(command.args)) {
      this.parent = { command, word: words[0]! };
      this.emit({ words, join: 'first', contexts, environment, located: () => coverAll(words), wrapper: { name: 'find', word: command.nameWord, args: command.args } });
    }
    this.nesting--;
    this.parent = parent;
  }

  /** Keeps up with builtins that assign. */
  private declare(command: ShellCommand, before: Environment): void {
    const assigned = declaredWords(command);
    if (!assigned) return;
    for (const word of assigned) {
      const node = word instanceof SyntaxShellWord ? word.node : undefined;
      if (node?.type === 'Assignment') {
        const value = node.value.type === 'Word' ? new SyntaxShellWord(node.value, (word as SyntaxShellWord).frame, this.script.dialect, before) : undefined;
        this.environment = this.environment.bind(node.name, assignedValue(node, value, before), command.name !== 'local');
        continue;
      }
      const name = word.literal?.replace(/=.*/s, '');
      if (name === undefined || !/^[A-Za-z_]\w*$/.test(name)) continue;
      // `export NAME` keeps the value.
      const value = command.name === 'export' || command.name === 'readonly' ? this.environment.lookup(name) : undefined;
      this.environment = this.environment.bind(name, value, true);
    }
  }

  private word(node: SyntaxWord | SyntaxAssignment, place: Place): SyntaxShellWord {
    return new SyntaxShellWord(node, place.frame, this.script.dialect, this.environment);
  }

  private redirections(nodes: readonly Redirection[], place: Place): readonly ShellRedirection[] {
    if (nodes.length === 0) return noRedirections;
    return nodes.map((node) => ({
      operator: node.operator,
      ...(node.type !== 'HereDoc' && node.target ? { target: this.word(node.target, place) } : {}),
      ...(node.descriptor?.type === 'FileDescriptor' ? { descriptor: node.descriptor.value } : {}),
      span: place.frame.locate(node.pos, node.end),
    }));
  }

  private substitutions(word: ShellWord, place: Place, command: Command): void {
    if (word instanceof SyntaxShellWord && mayHoldSubstitution(word.node.text)) this.visit(word.node, place, command, word);
  }

  /** Finds substitutions below a node that is no command. */
  private visit(node: SyntaxNode, place: Place, command?: Command, word?: ShellWord, quoted = false): void {
    switch (node.type) {
      case 'CommandExpansion':
      case 'ProcessSubstitution':
      case 'ArithmeticCommandExpansion':
        if (node.script && this.nesting < maximumNesting && !isOutside(place.frame, node.pos, node.end)) {
          const frame = node.script.source === undefined ? place.frame : backtickFrame(place.frame, node.pos, node.end, quoted, node.script.source);
          this.substitution(node.script, { frame, contexts: within(place, 'substitution').contexts }, command, word);
        }
        return;
      case 'Word':
        if (!mayHoldSubstitution(node.text)) return;
        forEachChild(node, (child) => this.visit(child, place, command, word ?? (command ? this.word(node, place) : undefined), quoted));
        return;
      case 'ArithmeticExpansion':
      case 'ArithmeticCommand': {
        const text = node.type === 'ArithmeticCommand' ? node.body : node.text;
        if (arithmeticAssignment.test(text)) this.environment = this.environment.forget(text.match(/[A-Za-z_]\w*/g) ?? []);
        forEachChild(node, (child) => this.visit(child, place, command, word, quoted));
        return;
      }
      default:
        forEachChild(node, (child) => this.visit(child, place, command, word, quoted || node.type === 'DoubleQuoted'));
    }
  }

  private substitution(script: ParsedScript, place: Place, command: Command | undefined, word: ShellWord | undefined): void {
    const { parent, stage, environment, timed } = this;
    this.parent = command ? { command, word: word ?? command.nameWord } : parent;
    this.stage = undefined;
    this.timed = undefined;
    this.nesting++;
    this.parsed(script, place);
    this.nesting--;
    this.parent = parent;
    this.stage = stage;
    this.environment = environment;
    this.timed = timed;
  }
}

/** Commands that may hand a script to a shell, or run others in the midst of their words. */
const runsStrings = new Set(['sh', 'bash', 'dash', 'ash', 'rbash', 'zsh', 'ksh', 'ksh93', 'mksh', 'oksh', 'su', 'runuser', 'flock', 'eval', 'find']);

const arithmeticAssignment = /(^|[^=!<>])=([^=]|$)|\+\+|--/;

function mayHoldSubstitution(text: string): boolean {
  return text.includes('(') || text.includes('`') || text.includes('${');
}

const innerContexts = once((_: readonly CommandContext[]) => new Map<CommandContext, readonly CommandContext[]>());

/** The same array for the same contexts: most commands of a script share them. */
function within(place: Place, context: CommandContext): Place {
  const inner = innerContexts(place.contexts);
  let contexts = inner.get(context);
  if (!contexts) inner.set(context, (contexts = [...place.contexts, context]));
  return { frame: place.frame, contexts };
}

export const topLevel = noContexts;

function coverAll(words: readonly ShellWord[]): Span {
  return cover(words[0]!.span, words[words.length - 1]!.span);
}

function copied(text: string, start: number, end: number): Decoded {
  const decoded = new Decoded();
  decoded.copy(text, start, end);
  return decoded;
}

function keyword(frame: Frame, start: number, end: number): ShellWord {
  const text = frame.text.slice(start, end);
  return { text, literal: text, value: text, variables: [], splits: [text], quoted: false, span: frame.locate(start, end) };
}

function assignedValue(node: SyntaxAssignment, value: ShellWord | undefined, before: Environment): string | undefined {
  if (node.index || !value) return undefined;
  const text = value.value;
  if (!node.append || text === undefined) return text;
  const old = before.lookup(node.name);
  return old === undefined || old.length + text.length > 4096 ? undefined : old + text;
}

/** Words that name variables which the builtin sets. */
function declaredWords(command: ShellCommand): readonly ShellWord[] | undefined {
  switch (command.name) {
    case 'export':
    case 'declare':
    case 'typeset':
    case 'local':
    case 'readonly':
    case 'read':
    case 'unset':
    case 'mapfile':
    case 'readarray':
    case 'getopts':
    case 'let':
      return command.args;
    case 'printf': {
      const at = command.args.findIndex((word) => word.literal === '-v');
      return at === -1 ? undefined : command.args.slice(at + 1, at + 2);
    }
    default:
      return undefined;
  }
}

/** Names that anything below a node may assign. */
function assignedNames(node: SyntaxNode | undefined, into = new Set<string>(), depth = 0): Set<string> {
  if (!node || depth > 400) return into;
  switch (node.type) {
    case 'Assignment':
      into.add(node.name);
      break;
    case 'For':
    case 'Select':
      into.add(node.name.value);
      break;
    case 'Command':
      if (node.name && /^(read|unset|mapfile|readarray|getopts|let|export|declare|typeset|local|readonly|printf)$/.test(node.name.value)) {
        for (const item of node.suffix) if (item.type === 'Word') into.add(item.value.replace(/=.*/s, ''));
      }
      break;
    case 'ArithmeticCommand':
    case 'ArithmeticExpansion': {
      const text = node.type === 'ArithmeticCommand' ? node.body : node.text;
      if (arithmeticAssignment.test(text)) for (const name of text.match(/[A-Za-z_]\w*/g) ?? []) into.add(name);
      break;
    }
    case 'Word':
      if (!mayHoldSubstitution(node.text)) return into;
      break;
    case 'CommandExpansion':
    case 'ProcessSubstitution':
      return into;
    default:
  }
  forEachChild(node, (child) => void assignedNames(child, into, depth + 1));
  return into;
}

/** The text that a shell reads from a word, undefined where the surrounding shell makes all of it. */
function scriptFrame(word: ShellWord, environment: Environment): Frame | undefined {
  if (word instanceof ExecWord) return word.frame;
  if (!(word instanceof SyntaxShellWord)) return undefined;
  const decoded = decodeWord(word.frame.text, word.from, word.end, word.parts);
  if (!decoded) {
    const literal = word.literal;
    if (literal === undefined) return undefined;
    const whole = new Decoded();
    whole.replace(literal, word.from, word.end);
    return whole.within(word.frame);
  }
  const made = decoded.expanded.reduce((sum, [from, to]) => sum + to - from, 0);
  return made === decoded.text.length ? undefined : decoded.within(word.frame, environment);
}

/** Backticks take away backslashes, more of them inside double quotes. */
function backtickFrame(outer: Frame, start: number, end: number, quoted: boolean, source: string): Frame {
  for (const inQuotes of [quoted, !quoted]) {
    const decoded = decodeBackticks(outer.text, start, end, inQuotes);
    if (decoded.text === source) return decoded.within(outer);
  }
  const whole = new Decoded();
  whole.replace(source, start, end);
  return whole.within(outer);
}
