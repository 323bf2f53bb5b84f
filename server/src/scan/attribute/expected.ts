/** What a builder writes into the history for an instruction of a Dockerfile, and how well an entry fits. */
import type { Instruction, Word } from '../../lint/dockerfile/model';
import { squeeze } from './history';
import type { HistoryInstruction } from './history';

/** exact: the entry can only be this instruction's text. loose: the keyword and all that is known of the text fit. */
export type Fit = 'exact' | 'loose' | 'none';

export interface Expected {
  readonly instruction: Instruction;
  fit(entry: HistoryInstruction): Fit;
}

/** Instructions that leave no entry. */
export function leavesHistory(instruction: Instruction): boolean {
  return instruction.known && instruction.keyword !== 'FROM';
}

export function expectedOf(instruction: Instruction): Expected {
  const fit = matcher(instruction);
  return { instruction, fit: (entry) => (entry.keyword === instruction.keyword ? fit(entry) : 'none') };
}

function matcher(instruction: Instruction): (entry: HistoryInstruction) => Fit {
  switch (instruction.keyword) {
    case 'RUN':
      return runMatcher(instruction);
    case 'COPY':
    case 'ADD':
      return copyMatcher(instruction);
    case 'WORKDIR':
      return workdirMatcher(instruction);
    default:
      return textMatcher(instruction);
  }
}

/** The shell with `-c`, and BuildKit's or the classic builder's list of build arguments (`|2 A=1 B=2`). */
const runPrefix = /^(?:\|\d+ .*? )?(?:\S*(?:sh|bash|ash|dash|zsh|ksh|pwsh|powershell|cmd|cmd\.exe|powershell\.exe)(?: \S+)*)? ?$/i;

function runMatcher(instruction: Instruction): (entry: HistoryInstruction) => Fit {
  const script = runScript(instruction);
  const shell = squeeze(instruction.before.shell.words.join(' '));
  return ({ text }) => {
    if (text === script) return 'exact';
    if (script === '' || !text.endsWith(` ${script}`)) return 'none';
    const prefix = text.slice(0, text.length - script.length - 1);
    return prefix.endsWith(shell) || runPrefix.test(`${prefix} `) ? 'exact' : 'none';
  };
}

/** The text a RUN hands to its shell, with the bodies of heredocs. */
function runScript(instruction: Instruction): string {
  if (instruction.exec) return squeeze(instruction.exec.elements.map((element) => element.value).join(' '));
  const { text } = instruction.args;
  const bodies = instruction.heredocs.map((heredoc) => ({ name: heredoc.name, body: heredoc.stripTabs ? heredoc.content.replace(/^\t+/gm, '') : heredoc.content }));
  if (bodies.length === 1 && /^\d*<<-?\s*\S+$/.test(text.trim())) return squeeze(bodies[0]!.body);
  return squeeze([text, ...bodies.map(({ name, body }) => `${body}${name}`)].join('\n'));
}

function copyMatcher(instruction: Instruction): (entry: HistoryInstruction) => Fit {
  const { copy } = instruction;
  const sources = [...(copy?.sources ?? []).map(known), ...instruction.heredocs.map((heredoc) => heredoc.name)];
  const destination = copy?.destination ? known(copy.destination) : undefined;
  const absolute = destination === undefined ? undefined : resolvePath(instruction.before.workdir?.path, destination);
  const sameDestination = (path: string): boolean => {
    const plain = trimSlash(path);
    return destination !== undefined && (plain === trimSlash(destination) || (absolute !== undefined && plain === trimSlash(absolute)));
  };
  return (entry) => {
    // The hash says nothing about the source, so only the destination can be compared.
    if (entry.hashedCopy) return sameDestination(entry.hashedCopy.destination) ? 'exact' : 'none';
    const words = entry.text.split(' ').filter((word) => !word.startsWith('--'));
    const last = words.pop() ?? '';
    if (destination === undefined) return 'loose';
    if (!sameDestination(last)) return 'none';
    if (sources.some((source) => source === undefined)) return 'loose';
    return words.map(trimSlash).join(' ') === sources.map((source) => trimSlash(squeeze(source!))).join(' ') ? 'exact' : 'none';
  };
}

function workdirMatcher(instruction: Instruction): (entry: HistoryInstruction) => Fit {
  const word = instruction.words[0];
  const path = word ? known(word) : undefined;
  const absolute = path === undefined ? undefined : resolvePath(instruction.before.workdir?.path, path);
  return ({ text }) => {
    if (path === undefined) return 'loose';
    if (trimSlash(text) === trimSlash(path) || (absolute !== undefined && trimSlash(text) === trimSlash(absolute))) return 'exact';
    // The base image's working directory, which the file does not say, may stand in front.
    return !path.startsWith('/') && absolute === undefined && trimSlash(text).endsWith(`/${trimSlash(path)}`) ? 'exact' : 'none';
  };
}

/** Metadata instructions: builders differ in quotes, brackets and commas, so only the other characters count. */
function textMatcher(instruction: Instruction): (entry: HistoryInstruction) => Fit {
  const words = metadataWords(instruction);
  const literal = words.every((word) => word !== undefined) ? bare(words.join('')) : undefined;
  const parts = instruction.args.text.split(/\$\{[^}]*\}|\$\w+/).map(bare).filter((part) => part !== '');
  return ({ text }) => {
    const actual = bare(text);
    if (literal !== undefined) {
      if (actual === literal) return 'exact';
      if (instruction.keyword === 'EXPOSE') return words.every((word) => actual.includes(bare(word!).replace(/\/tcp$/, ''))) ? 'exact' : 'none';
      if (instruction.keyword === 'HEALTHCHECK') return containsInOrder(actual, [literal.replace(/^CMD(?:-SHELL)?/, '')]) ? 'loose' : 'none';
      // A shell form is written with its shell in front.
      return !instruction.exec && (instruction.keyword === 'CMD' || instruction.keyword === 'ENTRYPOINT') && actual.endsWith(literal) ? 'exact' : 'none';
    }
    return containsInOrder(actual, parts) ? 'loose' : 'none';
  };
}

function metadataWords(instruction: Instruction): (string | undefined)[] {
  if (instruction.exec) return instruction.exec.elements.map((element) => element.value);
  // An ARG is written as it stands, its value may come from the command line.
  if (instruction.keyword === 'ARG') return instruction.pairs.some((pair) => pair.value) ? [undefined] : instruction.pairs.map((pair) => pair.key.value);
  if (instruction.pairs.length > 0) return instruction.pairs.map((pair) => (pair.value?.resolved === undefined ? undefined : `${pair.key.value}=${pair.value.resolved}`));
  if (instruction.words.length > 0 && instruction.keyword !== 'HEALTHCHECK') return instruction.words.map(known);
  return [instruction.args.text];
}

function known(word: Word): string | undefined {
  return word.resolved;
}

function bare(text: string): string {
  return text.replace(/[\s"'`,[\]\\]/g, '');
}

function containsInOrder(text: string, parts: readonly string[]): boolean {
  let at = 0;
  for (const part of parts) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return true;
}

function trimSlash(path: string): string {
  const plain = path.replace(/^\.\//, '').replace(/\/(?:\.\/?)?$/, '');
  return plain === '' || plain === '.' ? path[0] ?? '' : plain;
}

function resolvePath(workdir: string | undefined, path: string): string | undefined {
  if (path.startsWith('/')) return path;
  if (workdir === undefined) return undefined;
  const relative = path.replace(/^\.\//, '').replace(/^\.$/, '');
  return `${workdir === '/' ? '' : workdir}/${relative}`;
}
