/** The shell code of an instruction. */
import type { ExecForm, Heredoc, Instruction, LogicalText } from '../dockerfile/model';
import type { Span } from '../text/span';
import { dialectOfShebang, dialectOfShell, isShell } from './dialect';
import { Environment } from './environment';
import { Decoded, decodeJsonString, type Frame } from './frame';
import type { Dialect, ShellCommand, ShellScript } from './model';
import { syntaxTree } from './syntax';
import { type NestedScript, type Surroundings, topLevel, type WalkResult, Walker } from './walk';
import { ExecWord } from './words';
import { once } from '../text/once';

const none: readonly never[] = [];

class Script implements ShellScript {
  private result: WalkResult | undefined;

  constructor(
    readonly instruction: Instruction,
    readonly origin: ShellScript['origin'],
    readonly dialect: Dialect,
    private readonly frame: Frame,
    readonly span: Span,
    private readonly around: Surroundings,
    readonly shebang?: string,
    private readonly words?: readonly ExecWord[],
  ) {}

  get text(): string {
    return this.frame.text;
  }

  get commands(): readonly ShellCommand[] {
    return this.walked().commands;
  }

  get pipelines(): ShellScript['pipelines'] {
    return this.walked().pipelines;
  }

  get errors(): ShellScript['errors'] {
    return this.walked().errors;
  }

  toSpan(start: number, end: number): Span {
    return this.frame.locate(start, end);
  }

  /** Commands are made when they are first asked for. */
  private walked(): WalkResult {
    if (!this.result) {
      const walker = new Walker(this, this.nested, this.around);
      if (this.words) this.result = walker.walkWords(this.words);
      else this.result = isShell(this.dialect) ? walker.walk(syntaxTree(this.text), this.frame) : { commands: none, pipelines: none, errors: none };
    }
    return this.result;
  }

  private readonly nested: NestedScript = (frame, origin, dialect, around) =>
    new Script(this.instruction, origin, dialect, frame, frame.locate(0, frame.text.length), around);
}

/**
 * Scripts of RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD, in either form; of the trigger of an ONBUILD when it is asked for that. Scripts in `sh -c` strings are reached through the
 * commands, whose `script` they are. PowerShell and cmd scripts have no commands.
 */
export const scriptsOf = once((instruction: Instruction): readonly ShellScript[] => findScripts(instruction));

/** Every command of an instruction in source order, those in substitutions and `sh -c` strings included. */
export function commandsOf(instruction: Instruction): readonly ShellCommand[] {
  const scripts = scriptsOf(instruction);
  return scripts.length === 1 ? scripts[0]!.commands : scripts.flatMap((script) => script.commands);
}

function findScripts(instruction: Instruction): readonly ShellScript[] {
  switch (instruction.keyword) {
    case 'RUN':
      return single(instruction, instruction.args.text.trimEnd().length, 0);
    case 'CMD':
    case 'ENTRYPOINT':
      return single(instruction, instruction.args.text.length, 0);
    case 'HEALTHCHECK': {
      const type = /^\s*CMD(?=\s|\[|$)\s*/i.exec(instruction.args.text);
      return type ? single(instruction, instruction.args.text.length, type[0].length) : none;
    }
    default:
      return none;
  }
}

function single(instruction: Instruction, length: number, from: number): readonly ShellScript[] {
  const around: Surroundings = {
    // ARG is not set when the container runs, and what builds upon an ONBUILD has ARGs of its own.
    environment: Environment.of(instruction.before.scope, instruction.keyword === 'RUN' && !instruction.onbuild),
    contexts: topLevel,
    nesting: 0,
  };
  const { args, exec, heredocs } = instruction;
  if (exec) return [execScript(instruction, exec, from, around)];
  const dialect = dialectOfShell(instruction.before.shell.words);
  if (instruction.keyword === 'RUN' && heredocs.length > 0) {
    const only = isOnlyMarker(args.text) ? heredocs[0]! : undefined;
    return [only ? heredocScript(instruction, only, dialect, around) : withHeredocs(instruction, dialect, around)];
  }
  if (length <= from) return none;
  const frame: Frame = from === 0 ? { text: args.text, locate: (start, end) => args.span(start, end) } : { text: args.text.slice(from), locate: (start, end) => args.span(start + from, end + from) };
  return [new Script(instruction, 'shell', dialect, frame, args.span(from, args.text.length), around)];
}

/** A line that is one heredoc marker and nothing else: its body is the script. */
function isOnlyMarker(text: string): boolean {
  return /^\s*\d*<<-?\s*("[^"<]*"|'[^'<]*'|[^\s<"'])+\s*$/.test(text);
}

function heredocScript(instruction: Instruction, heredoc: Heredoc, shell: Dialect, around: Surroundings): ShellScript {
  const decoded = new Decoded();
  copyBody(decoded, heredoc, heredoc.stripTabs);
  const start = heredoc.contentSpan.start;
  const frame = decoded.within({ text: heredoc.content, locate: (from, to) => ({ start: start + from, end: start + to }) });
  // On Windows the body goes to the shell in any case.
  const shebang = shell === 'cmd' || shell === 'powershell' ? undefined : /^#!([^\n]*)/.exec(frame.text)?.[1]?.trim();
  return new Script(instruction, 'heredoc', shebang === undefined ? shell : dialectOfShebang(shebang), frame, heredoc.contentSpan, around, shebang);
}

/** A command line that reads heredocs: BuildKit hands all of it to the shell. */
function withHeredocs(instruction: Instruction, dialect: Dialect, around: Surroundings): ShellScript {
  const { args, heredocs } = instruction;
  const text = args.text.trimEnd();
  const pieces: Piece[] = [{ at: 0, length: text.length, locate: (start, end) => args.span(start, end) }];
  let full = `${text}\n`;
  for (const heredoc of heredocs) {
    const decoded = new Decoded();
    copyBody(decoded, heredoc, false);
    const { start } = heredoc.contentSpan;
    pieces.push({
      at: full.length,
      length: decoded.text.length,
      locate: (from, to) => {
        const [low, high] = decoded.range(from, to);
        return { start: start + low, end: start + high };
      },
    });
    full += decoded.text + (decoded.text === '' || decoded.text.endsWith('\n') ? '' : '\n');
    pieces.push({ at: full.length, length: heredoc.name.length, locate: () => heredoc.terminatorSpan });
    full += `${heredoc.name}\n`;
  }
  const frame: Frame = { text: full, locate: (start, end) => locateInPieces(pieces, start, end) };
  const last = heredocs[heredocs.length - 1]!;
  const span = { start: args.span(0, text.length).start, end: Math.max(last.contentSpan.end, last.terminatorSpan.end) };
  return new Script(instruction, 'shell', dialect, frame, span, around);
}

interface Piece {
  readonly at: number;
  readonly length: number;
  locate(start: number, end: number): Span;
}

function locateInPieces(pieces: readonly Piece[], start: number, end: number): Span {
  const pieceAt = (offset: number): Piece => {
    let found = pieces[0]!;
    for (const piece of pieces) if (piece.at <= offset) found = piece;
    return found;
  };
  const within = (piece: Piece, offset: number): number => Math.min(offset - piece.at, piece.length);
  const first = pieceAt(start);
  if (end <= start) return first.locate(within(first, start), within(first, start));
  const last = pieceAt(end - 1);
  if (first === last) return first.locate(within(first, start), within(first, end));
  const from = first.locate(within(first, start), first.length).start;
  return { start: from, end: Math.max(from, last.locate(0, within(last, end)).end) };
}

/** Lines of a heredoc end with a line feed for the shell, whatever the document's line breaks are. */
function copyBody(decoded: Decoded, heredoc: Heredoc, stripTabs: boolean): void {
  const { content } = heredoc;
  for (let line = 0; line < content.length; ) {
    const feed = content.indexOf('\n', line);
    const next = feed === -1 ? content.length : feed + 1;
    let start = line;
    if (stripTabs) while (content[start] === '\t') start++;
    if (feed > start && content[feed - 1] === '\r') {
      decoded.copy(content, start, feed - 1);
      decoded.copy(content, feed, next);
    } else {
      decoded.copy(content, start, next);
    }
    line = next;
  }
}

/** The words of a JSON array, each with the places of its characters. */
function execScript(instruction: Instruction, exec: ExecForm, from: number, around: Surroundings): ShellScript {
  const { args } = instruction;
  const words = execWords(args, from, exec.elements.length);
  const text = args.text.slice(from);
  return new Script(instruction, 'exec', 'other', { text, locate: (start, end) => args.span(start + from, end + from) }, exec.span, around, undefined, words);
}

function execWords(args: LogicalText, from: number, count: number): ExecWord[] {
  const words: ExecWord[] = [];
  const strings = /"(?:[^"\\]|\\.)*"/gs;
  strings.lastIndex = from;
  for (let match = strings.exec(args.text); match && words.length < count; match = strings.exec(args.text)) {
    const start = match.index;
    const end = start + match[0].length;
    const decoded = decodeJsonString(args.text, start, end);
    const frame = decoded.within({ text: args.text, locate: (low, high) => args.span(low, high) });
    // An empty string stands between its quotes.
    const located = decoded.text === '' ? { text: '', locate: () => args.span(start + 1, start + 1) } : frame;
    words.push(new ExecWord(match[0], decoded.text, located, args.span(start, end)));
  }
  return words;
}
