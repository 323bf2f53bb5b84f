/** Options and operands of a command's arguments. */
import { unknown } from './expansion';
import { managerOf } from './manager-table';
import type { ShellCommand, ShellWord } from './model';
import { type OptionSpec, optionSpecs as specs } from './option-specs';
import { templateOf } from './words';
import { once } from '../text/once';

export type { OptionSpec } from './option-specs';

/** One option; `-qy` gives two of them, which share a word. */
export interface ShellOption {
  /** With its dashes, without a value: `-y`, `--yes`. */
  readonly name: string;
  /** The word it stands in. */
  readonly word: ShellWord;
  /** Its value where it has one that is known. */
  readonly value?: string;
  /** The word that holds its value: its own for `--x=v` and `-xv`, else the next. */
  readonly valueWord?: ShellWord;
}

export interface ParsedOptions {
  readonly options: readonly ShellOption[];
  /** Words that are neither options nor values of options. */
  readonly operands: readonly ShellWord[];
}

/** What a command of that name takes; nothing where it is not known. */
export function optionSpec(name: string): OptionSpec {
  return (Object.hasOwn(specs, name) ? specs[name] : managerOf(name)) ?? {};
}

/** Options and operands of words. A word of unknown value that does not begin with a dash is an operand. */
export function parseWords(words: readonly ShellWord[], spec: OptionSpec): ParsedOptions {
  const takesValue = new Set(spec.valueFlags);
  const options: ShellOption[] = [];
  const operands: ShellWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const text = templateOf(word);
    if (text === '--') {
      operands.push(...words.slice(at + 1));
      break;
    }
    if (text.length < 2 || text[0] !== '-') {
      operands.push(word);
      if (!spec.stopAtOperand) continue;
      operands.push(...words.slice(at + 1));
      break;
    }
    const next = words[at + 1];
    const long = text.startsWith('--') || spec.singleDash === true;
    const nextTaken = long ? longOption(text, word, next, takesValue, options) : shortOptions(text, word, next, takesValue, options);
    if (nextTaken) at++;
  }
  return { options, operands };
}

function longOption(text: string, word: ShellWord, next: ShellWord | undefined, takesValue: ReadonlySet<string>, into: ShellOption[]): boolean {
  const equals = text.indexOf('=');
  if (equals !== -1) {
    into.push({ name: text.slice(0, equals), word, valueWord: word, ...valueOf(text.slice(equals + 1)) });
    return false;
  }
  const taken = next !== undefined && takesValue.has(text);
  into.push(taken ? { name: text, word, valueWord: next, ...valueOf(templateOf(next)) } : { name: text, word });
  return taken;
}

function shortOptions(text: string, word: ShellWord, next: ShellWord | undefined, takesValue: ReadonlySet<string>, into: ShellOption[]): boolean {
  for (let i = 1; i < text.length; i++) {
    const name = `-${text[i]}`;
    const rest = text.slice(i + 1);
    if (rest.startsWith('=')) {
      into.push({ name, word, valueWord: word, ...valueOf(rest.slice(1)) });
      return false;
    }
    if (takesValue.has(name)) {
      if (rest !== '') into.push({ name, word, valueWord: word, ...valueOf(rest) });
      else if (next) into.push({ name, word, valueWord: next, ...valueOf(templateOf(next)) });
      else into.push({ name, word });
      return rest === '' && next !== undefined;
    }
    into.push({ name, word });
  }
  return false;
}

function valueOf(text: string): { value?: string } {
  return text.includes(unknown) ? {} : { value: text };
}

/** Options and operands of a command's arguments; by what is known of the command where no spec is given. */
export function parseOptions(command: ShellCommand, spec?: OptionSpec): ParsedOptions {
  return spec ? parseWords(command.args, spec) : byOwnSpec(command);
}

const byOwnSpec = once((command: ShellCommand) => parseWords(command.args, optionSpec(command.name)));

function find(command: ShellCommand, names: readonly string[], spec?: OptionSpec): ShellOption | undefined {
  return parseOptions(command, spec).options.find((option) => names.includes(option.name));
}

/** Whether one of the options is given and not switched off: `-y` in `-qy`, `--yes`, `--yes=true`, not `--yes=false`. */
export function hasFlag(command: ShellCommand, ...names: string[]): boolean {
  return parseOptions(command).options.some((option) => names.includes(option.name) && isOn(option));
}

/** An option with a value that says no is as good as absent. */
export function isOn(option: ShellOption): boolean {
  return option.valueWord !== option.word || !/^(false|no|off|0)$/i.test(option.value ?? '');
}

/** The word that holds one of the options. */
export function flagWord(command: ShellCommand, ...names: string[]): ShellWord | undefined {
  return find(command, names)?.word;
}

/** Value of an option that takes one: `--x=v`, `--x v`, `-xv`, `-x v`. Undefined where it is not given or not known. */
export function flagValue(command: ShellCommand, ...names: string[]): string | undefined {
  return flag(command, ...names)?.value;
}

/** As `flagValue`, with its words. */
export function flag(command: ShellCommand, ...names: string[]): ShellOption | undefined {
  const spec = optionSpec(command.name);
  const missing = names.some((name) => !spec.valueFlags?.includes(name));
  return find(command, names, missing ? { ...spec, valueFlags: [...(spec.valueFlags ?? []), ...names] } : undefined);
}

/** Words that are neither options nor their values. */
export function positionals(command: ShellCommand, valueFlags?: readonly string[]): readonly ShellWord[] {
  return parseOptions(command, valueFlags && { ...optionSpec(command.name), valueFlags }).operands;
}

/** The first operand: `install` in `apt-get -q install`. */
export function subcommand(command: ShellCommand, valueFlags?: readonly string[]): ShellWord | undefined {
  return positionals(command, valueFlags)[0];
}
