/**
 * What of a Dockerfile ShellCheck reads, and what its findings mean there. Running it is the caller's part.
 */
import type { DockerfileModel, VariableDefinition } from '../dockerfile/model';
import { proxyArguments } from '../dockerfile/scope';
import type { Finding, Fix, Severity, TextEdit } from '../finding';
import type { Settings } from '../settings/model';
import { contains, type Span } from '../text/span';
import { binShOf } from './bin-sh';
import { isShell, programName, shellProgram } from './dialect';
import type { ShellScript, ShellWord } from './model';
import { type KnownVariable, plainRanges } from './plain-commands';
import { scriptsOf } from './scripts';
import { syntaxTree } from './syntax';
import { once } from '../text/once';

/** Dialects that ShellCheck knows. */
export type ShellcheckShell = 'sh' | 'bash' | 'dash' | 'ksh' | 'busybox';

export interface ShellcheckInput {
  readonly script: ShellScript;
  readonly shell: ShellcheckShell;
  /** What ShellCheck reads: lines that say what is known from the Dockerfile, and the script, its plain commands shortened to a letter each. Empty where nothing but those is in it. */
  readonly text: string;
  /** Offset in the script for one in the text; the end of a shortened command for one right after it where `end` is given. Undefined in the lines above the script. */
  toScript(offset: number, end?: boolean): number | undefined;
  /** Codes that mean nothing in this script. */
  readonly exclude: readonly number[];
}

/** A place as ShellCheck counts: from 1, a character beyond U+FFFF is one, a tab goes to the next multiple of eight. */
export interface ShellcheckReplacement {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** One comment of ShellCheck. */
export interface ShellcheckComment {
  readonly line: number;
  readonly column: number;
  readonly endLine?: number;
  readonly endColumn?: number;
  readonly code: number;
  readonly severity: 'error' | 'warning' | 'info' | 'style';
  readonly message: string;
  readonly fix?: { readonly replacements: readonly ShellcheckReplacement[] };
}

/** Codes about the file that a script stands in: here the script stands in a Dockerfile, and our own lines stand above it. */
const aboutTheFile = [
  1090, 1091, // Sourced files are in the image, where they cannot be read.
  1008, 1071, 1113, 1114, 1115, 1128, 2096, 2148, 2187, 2239, 2246, // The shebang is not the user's.
];

/** Variables of ONBUILD triggers are those of whatever builds upon the image. */
const inTriggers = [2154];

const knownShells: Readonly<Record<string, ShellcheckShell>> = { bash: 'bash', rbash: 'bash', dash: 'dash', ash: 'busybox', ksh: 'ksh', ksh93: 'ksh', mksh: 'ksh', oksh: 'ksh' };

/** One input for each script in shell form and heredoc whose shell ShellCheck knows. Exec forms hold no script. */
export const shellcheckInputs = once((model: DockerfileModel): readonly ShellcheckInput[] =>
  model.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK').flatMap((instruction) => scriptsOf(instruction).flatMap((script) => inputOf(script) ?? [])),
);

function inputOf(script: ShellScript): ShellcheckInput | undefined {
  if (script.origin === 'exec' || !isShell(script.dialect) || script.text.trim() === '') return undefined;
  const words = script.shebang === undefined ? script.instruction.before.shell.words : script.shebang.split(/\s+/);
  const shell = shellOf(words, script);
  if (!shell) return undefined;
  const known = knownVariables(script);
  const shortened = shorten(script.text, unchanged(known, script.text));
  const prefix = [shebangOf(words), ...variableLines(known, script.text, shortened.text)].map((line) => `${line}\n`).join('');
  const text = nothingToSay.test(shortened.text) ? '' : `${prefix}${shortened.text}\n`;
  const toScript = (offset: number, end = false): number | undefined => (offset < prefix.length ? undefined : shortened.original(offset - prefix.length, end));
  return { script, shell, text, toScript, exclude: script.instruction.onbuild ? [...aboutTheFile, ...inTriggers] : aboutTheFile };
}

/** Letters, and options of the shell that all shells have. */
const nothingToSay = /^(?:x|set -[eux]+\b|[\s;&])*$/;

interface Shortened {
  readonly text: string;
  original(offset: number, end: boolean): number;
}

function shorten(text: string, variable: KnownVariable): Shortened {
  const ranges = plainRanges(syntaxTree(text), text, variable);
  if (ranges.length === 0) return { text, original: (offset) => Math.min(offset, text.length) };
  let short = '';
  let at = 0;
  /** Where each letter stands, and what it stands for. */
  const letters: { readonly at: number; readonly start: number; readonly end: number }[] = [];
  for (const [start, end] of ranges) {
    short += text.slice(at, start);
    letters.push({ at: short.length, start, end });
    short += 'x';
    at = end;
  }
  short += text.slice(at);
  const original = (offset: number, end: boolean): number => {
    let shift = 0;
    for (const letter of letters) {
      if (offset < letter.at) break;
      if (offset === letter.at) return letter.start;
      if (offset === letter.at + 1 && end) return letter.end;
      shift = letter.end - letter.at - 1;
    }
    return Math.min(offset + shift, text.length);
  };
  return { text: short, original };
}

/** ShellCheck's name of the shell; undefined where it does not know it. */
function shellOf(words: readonly string[], script: ShellScript): ShellcheckShell | undefined {
  const program = shellProgram(words);
  if (program === undefined) return undefined;
  const name = programName(program);
  if (name !== 'sh') return knownShells[name];
  if (words.some((word) => programName(word) === 'busybox')) return 'busybox';
  const binSh = binShOf(script.instruction.stage);
  return binSh === 'unknown' ? 'sh' : binSh;
}

/** The shell with its options, as ShellCheck looks for `-e` and `pipefail` there. */
function shebangOf(words: readonly string[]): string {
  const program = shellProgram(words)!;
  const options = words.slice(words.lastIndexOf(program) + 1).filter((word) => word !== '-c');
  return `#!${program.includes('/') ? program : `/bin/${program}`} ${options.join(' ')}`.replace(/\s+/g, ' ').trim();
}

/** By name; no value where it is not certain. */
type KnownValues = ReadonlyMap<string, string | undefined>;

/** Variables of the Dockerfile that the script names, and their values where they are certain: a build argument may be anything. */
function knownVariables({ instruction, text }: ShellScript): KnownValues {
  const buildTime = instruction.keyword === 'RUN' && !instruction.onbuild;
  const known = new Map<string, string | undefined>();
  for (const name of namesIn(text)) {
    const found = instruction.before.scope.lookup(name);
    // ARG is not set when the container runs.
    const definition = buildTime || found?.kind === 'env' ? found : undefined;
    if (definition || proxyArguments.includes(name)) known.set(name, definition && fixedValue(definition));
  }
  return known;
}

const oneWord = /^[\w.,:@%+/=-]+$/;

/** What is known of variables as long as the script leaves them as they are: outside of `$name` it does not name them. */
function unchanged(known: KnownValues, text: string): KnownVariable {
  return (name) => {
    if (!known.has(name) || new RegExp(`(?<![$\\w{])${name}\\b|\\{${name}:?=`).test(text)) return undefined;
    return oneWord.test(known.get(name) ?? '') ? 'one-word' : 'set';
  };
}

/**
 * Sets the variables that are known, so that ShellCheck knows it too, and where the value is certain, whether it needs quotes. Those that are named in what was taken out alone are left out;
 * not so where a variable is not known: ShellCheck may suggest one of them for it.
 */
function variableLines(known: KnownValues, text: string, shortened: string): string[] {
  const left = namesIn(shortened);
  const exported = (left.every((name) => known.has(name)) ? left : namesIn(text)).filter((name) => known.has(name));
  // One command takes ShellCheck less time than one for each.
  return exported.length > 0 ? [`export ${exported.map((name) => assignment(name, known.get(name))).join(' ')}`] : [];
}

function assignment(name: string, value: string | undefined): string {
  if (value === undefined) return name;
  return `${name}=${quote(representative(value))}`;
}

/** Of a word no more matters than that it is one, and no number; of several, that they are. */
function representative(value: string): string {
  if (!/[A-Za-z]/.test(value)) return value;
  return oneWord.test(value) ? 'x' : /^[\w.,:@%+/= -]+$/.test(value) ? 'x x' : value;
}

/** In arithmetic a name needs no `$`. */
function namesIn(text: string): string[] {
  const pattern = text.includes('((') ? /([A-Za-z_]\w*)/g : /\$\{?[!#]?([A-Za-z_]\w*)/g;
  return [...new Set(Array.from(text.matchAll(pattern), ([, name]) => name!))].sort();
}

/** The value that an ENV gives without variables. */
function fixedValue({ kind, name, value, instruction }: VariableDefinition): string | undefined {
  if (kind !== 'env' || value === undefined) return undefined;
  const pair = instruction?.pairs.find(({ key }) => key.value === name);
  return pair?.value && pair.value.variables.length === 0 ? value : undefined;
}

function quote(value: string): string {
  return `'${value.replaceAll("'", `'\\''`)}'`;
}

const severities: Readonly<Record<ShellcheckComment['severity'], Severity>> = { error: 'error', warning: 'warning', info: 'info', style: 'hint' };

/** ShellCheck's page about a code. */
export function shellcheckLink(code: number): string {
  return `https://www.shellcheck.net/wiki/SC${code}`;
}

/** Findings from what ShellCheck says of an input. Severities are ShellCheck's own. */
export function shellcheckFindings(input: ShellcheckInput, comments: readonly ShellcheckComment[], model: DockerfileModel): Finding[] {
  const places = new Places(input.text);
  const findings: Finding[] = [];
  for (const comment of comments) {
    const start = input.toScript(places.offset(comment.line, comment.column));
    if (start === undefined) continue;
    const end = input.toScript(places.offset(comment.endLine ?? comment.line, comment.endColumn ?? comment.column), true)!;
    const { length } = input.script.text;
    const at = input.script.toSpan(Math.min(start, Math.max(0, length - 1)), Math.min(Math.max(end, start + 1), length));
    const fix = fixOf(comment, input, places, { start, end }, model);
    findings.push({
      rule: `shellcheck/SC${comment.code}`,
      severity: severities[comment.severity],
      message: inDocument(comment, comments, (other) => lineOf(other, input, places, model)),
      range: model.source.range(at),
      uri: model.uri,
      fixes: fix ? [fix] : [],
      related: [],
      tags: [],
      data: { code: `SC${comment.code}`, link: shellcheckLink(comment.code) },
    });
  }
  return findings;
}

/** The message with the line of the document, where it names that of another comment. */
function inDocument({ code, message }: ShellcheckComment, comments: readonly ShellcheckComment[], line: (comment: ShellcheckComment) => number | undefined): string {
  return message.replace(/ on line (\d+)\.$/, (_text, number: string) => {
    const other = comments.find((comment) => comment.line === Number(number) && comment.code !== code && / on line \d+\.$/.test(comment.message));
    const at = other && line(other);
    return at === undefined ? '.' : ` on line ${at}.`;
  });
}

/** Counted from 1. */
function lineOf({ line, column }: ShellcheckComment, { script, toScript }: ShellcheckInput, places: Places, model: DockerfileModel): number | undefined {
  const start = toScript(places.offset(line, column));
  return start === undefined ? undefined : model.source.lineAt(script.toSpan(start, start).start) + 1;
}

/** As the settings want them: severities replaced, what is switched off left out. */
export function withSettings(findings: readonly Finding[], settings: Settings): readonly Finding[] {
  return findings.flatMap((finding) => {
    const severity = settings.rules[finding.rule]?.severity;
    if (severity === undefined) return [finding];
    return severity === 'off' ? [] : [{ ...finding, severity }];
  });
}

/** What ShellCheck proposes; undefined where a part of it has no exact counterpart in the document. */
function fixOf(comment: ShellcheckComment, input: ShellcheckInput, places: Places, finding: Span, model: DockerfileModel): Fix | undefined {
  const { script } = input;
  // Inside backticks escapes are places off, and they mean something else elsewhere.
  if (comment.code === 2006 && script.text.slice(finding.start, finding.end).includes('\\')) return undefined;
  const edits: (TextEdit & { readonly at: Span })[] = [];
  for (const { startLine, startColumn, endLine, endColumn, text } of comment.fix?.replacements ?? []) {
    const start = input.toScript(places.offset(startLine, startColumn));
    const end = start === undefined ? undefined : input.toScript(places.offset(endLine, endColumn), true);
    if (start === undefined || end === undefined || end < start) return undefined;
    const at = start === end ? insertion(script, start, start >= finding.end) : script.toSpan(start, end);
    if (model.source.slice(at) !== script.text.slice(start, end)) return undefined;
    edits.push({ at, uri: model.uri, range: model.source.range(at), newText: text });
  }
  if (edits.length === 0) return undefined;
  edits.sort((a, b) => a.at.start - b.at.start);
  if (edits.some((edit, i) => i > 0 && edits[i - 1]!.at.end > edit.at.start)) return undefined;
  const quotes = edits.every(({ at, newText }) => newText === '"' && at.start === at.end);
  return {
    title: quotes ? 'Add double quotes' : title(comment, edits.map(({ newText }) => newText)),
    applicability: quotes && isOneWord(script, edits[0]!.at.start) ? 'safe' : 'unsafe',
    edits: edits.map(({ uri, range, newText }) => ({ uri, range, newText })),
  };
}

/** Before the next character; at the end of what is wrong after the last one, which a line break may part from the next. */
function insertion(script: ShellScript, at: number, after: boolean): Span {
  const place = after && at > 0 ? script.toSpan(at - 1, at).end : script.toSpan(at, at).start;
  return { start: place, end: place };
}

function title(comment: ShellcheckComment, texts: readonly string[]): string {
  const text = texts.join(' … ').trim();
  return text === '' ? `Apply ShellCheck's fix for SC${comment.code}` : `Apply ShellCheck's fix for SC${comment.code}: ${text.length > 40 ? `${text.slice(0, 39)}…` : text}`;
}

/** Quotes change nothing where the word at that place is one word without them. */
function isOneWord(script: ShellScript, at: number): boolean {
  let smallest: ShellWord | undefined;
  for (const command of script.commands) {
    for (const word of command.words) {
      const { span } = word;
      if (contains(span, at) && (!smallest || span.end - span.start < smallest.span.end - smallest.span.start)) smallest = word;
    }
  }
  const splits = smallest?.splits;
  return splits?.length === 1 && !/[*?[]/.test(splits[0]!);
}

/** Offsets of ShellCheck's lines and columns. */
class Places {
  private readonly lines: number[] = [0];

  constructor(private readonly text: string) {
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) this.lines.push(at + 1);
  }

  /** At the end of the line for columns beyond it. */
  offset(line: number, column: number): number {
    let at = this.lines[Math.min(line, this.lines.length) - 1] ?? 0;
    for (let reached = 1; reached < column && at < this.text.length && this.text[at] !== '\n'; ) {
      const code = this.text.codePointAt(at)!;
      reached = code === 9 ? reached + 8 - ((reached - 1) % 8) : reached + 1;
      at += code > 0xffff ? 2 : 1;
    }
    return at;
  }
}
