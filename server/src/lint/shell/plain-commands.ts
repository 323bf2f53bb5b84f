/**
 * Takes out of a script what ShellCheck has nothing to say about. Most of what a RUN holds is `apt-get install a b c`: a program that no check of ShellCheck is about, with words that the
 * shell leaves as they are. Such a command is handed over as the single letter `x`, which stands for "some program" to the analysis of what runs when; where a variable stands among the
 * words, each row of words without one is a letter. ShellCheck takes its time by the word, and most of that is saved; a changed list of packages is still the same script.
 */
import { forEachChild } from 'unbash';
import type { AndOr, Command, DoubleQuotedChild, ParsedScript, Statement, SyntaxNode, Word as SyntaxWord, WordPart } from 'unbash';
import { plainProgram, remarkableInPipelines } from './plain-programs';

/** Characters that mean nothing to a shell; at the beginning of a word `=` and `+=` look like an assignment. */
const plainBeginning = /^(?!\+?=)[A-Za-z0-9_.,:@%+/=-]*$/;
const plainRest = /^[A-Za-z0-9_.,:@%+/=-]*$/;
/** Characters that mean nothing in quotes; a `~/` there looks like a home directory. */
const quotedText = /^(?!~\/)[A-Za-z0-9_ .,:;@%+/=<>()|^~&#*?![\]{}'"-]*$/;
/** For `rm -r`: no system directory, but below one; and patterns below the usual places for what is temporary. */
const removable = /^(?:-[A-Za-z]+|[A-Za-z0-9_.][A-Za-z0-9_./+:,@%-]*|(?:\/[A-Za-z0-9_.+:,@%-]+){3,}\/?|\/(?:root|tmp|var\/cache|var\/lib|var\/tmp)\/[A-Za-z0-9_./-]*\*?)$/;
/** Words that look like forgotten separators, or like a test without its brackets. */
const reserved: ReadonlySet<string> = new Set(['if', 'then', 'else', 'elif', 'fi', 'do', 'done', 'case', 'esac', 'while', 'until', 'for', 'in', '-nt', '-ot', '-ef', '-eq', '-ne', '-lt', '-le', '-gt', '-ge']);
/** Where names of programs may mean something else, texts belong to lines further up, a comment may be for ShellCheck, or a script is written in entities of HTML, nothing is taken out. */
const unsuitable = /<<|\(\s*\)|\balias\b|\bfunction\b|#\s*shellcheck\b|#.*\\\n|&\w+;/;
/** Variables that ShellCheck knows, and names of programs, which look like a forgotten `$( )` when they are assigned. */
const remarkableVariable = /^(?:PATH|IFS|PS\d|PROMPT_COMMAND)$/;
const looksLikeProgram = /^[a-z][a-z0-9]{0,9}$/;

/** `[start, end)` of a script that a single letter may stand for. */
export type PlainRange = readonly [start: number, end: number];

/** What is known of a variable that the script does not set itself: `set` somewhere, or even to a text that is the same with and without quotes. */
export type KnownVariable = (name: string) => 'set' | 'one-word' | undefined;

/** What may be taken out, in order; ranges do not overlap. */
export function plainRanges(tree: ParsedScript, text: string, variable: KnownVariable = () => undefined): readonly PlainRange[] {
  if (tree.errors?.length || unsuitable.test(text)) return [];
  const finder = new Finder(text, variable);
  finder.statements(tree.commands);
  return finder.ranges;
}

/** Where a command stands: in a pipeline, in a list with `||`, or where nothing depends on its name. */
type Place = 'pipeline' | 'alternative' | 'alone';

class Finder {
  readonly ranges: [number, number][] = [];
  /** ShellCheck looks for the files of redirections among the words: `sort a > a`. */
  private readonly files: ReadonlySet<string>;
  /** From here on ShellCheck may say of each command that it is never reached, and does not know what variables hold. */
  private readonly exit: number;
  /** After `exec` in the middle of a script, and before `$?`, `echo` is not the same as another program. */
  private readonly echoMatters: boolean;

  constructor(
    private readonly text: string,
    private readonly variable: KnownVariable,
  ) {
    this.files = new Set(Array.from(text.matchAll(/[<>]\s*("[^"]*"|'[^']*'|[^\s;&|<>()]+)/g), ([, file]) => file!));
    const exit = text.search(/\b(?:exit|return)\b/);
    this.exit = exit === -1 ? Infinity : exit;
    this.echoMatters = /\bexec\b|\$\{?\?/.test(text);
  }

  statements(list: readonly Statement[]): void {
    let previousPlain = false;
    for (const { command, background } of list) previousPlain = !background && this.take(command, previousPlain);
  }

  /** Takes out a command, or what is plain in it. Plain neighbours are taken out as one. Returns whether all of it is plain. */
  private take(command: Statement['command'], previousPlain: boolean): boolean {
    const plain = this.isPlain(command);
    if (plain && previousPlain && command.pos < this.exit) this.ranges[this.ranges.length - 1]![1] = command.end;
    else if (plain) this.ranges.push([command.pos, command.end]);
    else this.visit(command, 'alone');
    return plain;
  }

  private visit(node: SyntaxNode, place: Place): void {
    switch (node.type) {
      case 'Command':
        return this.command(node, place);
      case 'AndOr':
        return this.operands(node);
      case 'Pipeline':
        if (this.isPlain(node)) this.ranges.push([node.pos, node.end]);
        else if (node.prefixes.length === 0) for (const command of node.commands) this.visit(command, 'pipeline');
        return;
      case 'CompoundList':
        return this.statements(node.commands);
      case 'If':
      case 'Elif':
      case 'For':
      case 'While':
      case 'Case':
      case 'CaseItem':
      case 'Subshell':
      case 'BraceGroup':
      case 'Redirected':
        forEachChild(node, (child) => this.visit(child, 'alone'));
        return;
      default:
    }
  }

  /** With `||` it matters how many commands there are, and where: `a && b || c`. */
  private operands({ commands, operators }: AndOr): void {
    const alternative = operators.includes('||');
    let previousPlain = false;
    for (const command of commands) {
      if (alternative) this.visit(command, 'alternative');
      else previousPlain = this.take(command, previousPlain);
    }
  }

  /** Whether a letter may stand for all of it. */
  private isPlain(node: SyntaxNode): boolean {
    switch (node.type) {
      case 'AndOr':
        return node.end < this.exit && !node.operators.includes('||') && node.commands.every((command) => this.isPlain(command));
      case 'Pipeline':
        return node.prefixes.length === 0 && !node.operators.includes('|&') && node.commands.every((command) => command.type === 'Command' && this.isPlainCommand(command, 'pipeline'));
      case 'Command':
        return this.isPlainCommand(node, 'alone');
      default:
        return false;
    }
  }

  private isPlainCommand(node: Command, place: Place): boolean {
    const { program, words } = this.parts(node, place);
    return program !== undefined && node.redirects.length === 0 && this.hasPlainAssignments(node) && words.every((word) => this.isPlainWord(word, program));
  }

  /** What is plain in a command: all but its redirections, or rows of its words. */
  private command(node: Command, place: Place): void {
    const { program, words } = this.parts(node, place);
    if (program === undefined) return this.echoed(node);
    if (!words.every((word) => this.isPlainWord(word, program) || isOrdinary(word))) return;
    // A word that stays may hold what is assigned.
    const kept = words.filter((word) => !this.isPlainWord(word, program));
    const isHeld = node.prefix.some((item) => item.type === 'Assignment' && kept.some(({ text }) => text.includes(item.name ?? '')));
    const start = this.hasPlainAssignments(node) && !isHeld ? node.pos : node.name!.pos;
    let row: [number, number] | undefined = [start, node.name!.end];
    this.ranges.push(row);
    for (const word of words) {
      if (!this.isPlainWord(word, program)) row = undefined;
      else if (row) row[1] = word.end;
      else this.ranges.push((row = [word.pos, word.end]));
    }
  }

  /** Where the name has to stay, what it prints is a row of words. */
  private echoed({ name, suffix }: Command): void {
    const words = wordsOf(suffix);
    if (name?.text === 'echo' && words && words.length > 0 && this.isFree('echo', name, words)) this.ranges.push([words[0]!.pos, words.at(-1)!.end]);
  }

  /** The name and the words of a command that there is nothing to say about but for what its words hold; no name for others. */
  private parts({ name, suffix, redirects }: Command, place: Place): { readonly program?: string; readonly words: readonly SyntaxWord[] } {
    const words = wordsOf(suffix) ?? [];
    const program = name && !name.parts && wordsOf(suffix) ? plainProgram(name.text) : undefined;
    if (program === undefined) return { words };
    if (remarkableInPipelines.has(program) && (place === 'pipeline' || redirects.length > 0)) return { words };
    if (program === 'echo' && (place === 'alternative' || this.echoMatters)) return { words };
    return this.isFree(program, name!, words) ? { program, words } : { words };
  }

  /** ShellCheck has checks for these that are about what words there are. */
  private isFree(program: string, name: SyntaxWord, words: readonly SyntaxWord[]): boolean {
    const options = words.filter(({ text }) => /^["']?-/.test(text));
    switch (program) {
      case 'chmod':
        return options.every(({ value }) => value !== '-r');
      case 'cp':
      case 'ln':
      case 'mv':
        return words.length - options.length > 1;
      case 'echo':
        return options.length === 0 && words.every((word, i) => this.isPlainWord(word) && word.pos === (words[i - 1] ?? name).end + 1 && this.text[word.pos - 1] === ' ');
      case 'mkdir':
        return options.every(({ text }) => /^-[pv]+$/.test(text));
      case 'rm':
        return options.every(({ text }) => /^-[a-qs-z]+$/.test(text)) || words.every(({ text }) => removable.test(text));
      default:
        return true;
    }
  }

  private hasPlainAssignments({ prefix }: Command): boolean {
    return prefix.every((item) => item.type === 'Assignment' && !item.append && !item.index && !remarkableVariable.test(item.name) && item.value.type === 'Word' && this.isPlainValue(item.value));
  }

  private isPlainValue(value: SyntaxWord): boolean {
    return value.text !== '' && !looksLikeProgram.test(value.text) && this.isPlainWord(value);
  }

  private isPlainWord({ text, parts }: SyntaxWord, program?: string): boolean {
    if (this.files.has(text)) return false;
    if (program === 'rm' && text.endsWith('*') && removable.test(text)) return true;
    if (!parts) return plainBeginning.test(text) && !reserved.has(text);
    // What stands between texts in quotes, or right after one in single quotes, may have been meant to stand in them.
    const quoted = parts.filter(({ type }) => type === 'SingleQuoted' || type === 'DoubleQuoted');
    return parts.every((part, i) => this.isPlainPart(part, i === 0)) && quoted.length < 2 && (quoted[0]?.type !== 'SingleQuoted' || quoted[0] === parts.at(-1));
  }

  private isPlainPart(part: WordPart, first: boolean): boolean {
    switch (part.type) {
      case 'Literal':
        return (first ? plainBeginning : plainRest).test(part.text);
      case 'SingleQuoted':
        return quotedText.test(part.value);
      case 'DoubleQuoted':
        return part.parts.every((child) => (child.type === 'Literal' ? quotedText.test(child.text) : this.known(child) !== undefined));
      default:
        return part.pos < this.exit && this.known(part) === 'one-word';
    }
  }

  private known(part: WordPart | DoubleQuotedChild): ReturnType<KnownVariable> {
    if (part.type === 'SimpleExpansion') return this.variable(part.text.slice(1));
    return part.type === 'ParameterExpansion' && !part.operation && !part.index && !part.prefix ? this.variable(part.parameter) : undefined;
  }
}

/** The words of a command; undefined where redirections stand between them. */
function wordsOf(suffix: Command['suffix']): readonly SyntaxWord[] | undefined {
  const words = suffix.filter((item) => item.type === 'Word');
  return words.every((word, i) => word === suffix[i]) && suffix.every(({ type }) => type !== 'Assignment') ? words : undefined;
}

/** A word that ShellCheck judges by itself, whatever stands beside it: plain text and expansions. */
function isOrdinary({ text, parts }: SyntaxWord): boolean {
  if (!parts) return plainBeginning.test(text);
  return parts.every((part, i) => {
    switch (part.type) {
      case 'Literal':
        return (i === 0 ? plainBeginning : plainRest).test(part.text);
      case 'SingleQuoted':
        return quotedText.test(part.value);
      // In single quotes a `$` is right for some programs.
      case 'ParameterExpansion':
        return !part.text.includes("'");
      case 'DoubleQuoted':
        return part.parts.every((child) => child.type !== 'ParameterExpansion' || !child.text.includes("'"));
      case 'SimpleExpansion':
      case 'CommandExpansion':
      case 'ArithmeticExpansion':
        return true;
      default:
        return false;
    }
  });
}
