/** Variables that nothing in the file defines where they are used, and what is known of where they might come from. */
import { environmentOf } from '../facts/image-environment';
import type { Span } from '../text/span';
import { commandsOf } from '../shell/scripts';
import type { DockerfileModel, Instruction, Stage, VariableUse, Word } from './model';
import { proxyArguments } from './scope';
import { rootBase } from './stages';
import { once } from '../text/once';

export interface UndefinedUse {
  readonly instruction: Instruction;
  readonly name: string;
  /** `$NAME` or `${NAME…}`. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** As in `VariableUse`. */
  readonly operator?: string;
}

/** Instructions whose words BuildKit expands, and RUN for its flags. ONBUILD triggers are expanded elsewhere, FROM among the global arguments. */
const expanded = ['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'LABEL', 'RUN', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR'] as const;

/** Uses in instructions of a stage that BuildKit expands itself; proxy arguments and shell parameters are left out. */
export const undefinedUses = once((file: DockerfileModel): readonly UndefinedUse[] =>
  file.all(...expanded).flatMap((instruction) => {
    if (!instruction.stage || instruction.onbuild) return [];
    return usesOf(instruction)
      .filter((use) => !use.definition && isName(use.name) && !proxyArguments.includes(use.name))
      .map(({ name, span, nameSpan, operator }) => ({ instruction, name, span, nameSpan, ...(operator !== undefined ? { operator } : {}) }));
  }),
);

function isName(name: string): boolean {
  return /^[A-Za-z_]\w*$/.test(name);
}

function usesOf(instruction: Instruction): readonly VariableUse[] {
  // Told from the text first, so that most arguments need not be read.
  if (!instruction.text.includes('$') || (instruction.keyword === 'RUN' && !instruction.text.includes('--'))) return [];
  const words: Word[] = [];
  for (const pair of instruction.pairs) {
    if (instruction.keyword !== 'ARG') words.push(pair.key);
    if (pair.value) words.push(pair.value);
  }
  if (instruction.pairs.length === 0 && instruction.keyword !== 'RUN') words.push(...instruction.words);
  for (const flag of instruction.flags) if (flag.value && flag.name !== 'from') words.push(flag.value);
  return words.flatMap((word) => word.variables);
}

/** What the image at the root of a stage's chain sets besides PATH; nothing for scratch, undefined where it is not known. */
export function baseEnvironment(stage: Stage): readonly string[] | undefined {
  const base = rootBase(stage);
  if (base.kind === 'scratch') return [];
  return base.kind === 'image' ? environmentOf(base.image) : undefined;
}

/** Whether the base image may well set a variable of that name: it does, or is not known and the name begins with the image's. */
export function baseMaySet(stage: Stage, name: string): boolean {
  const known = baseEnvironment(stage);
  if (known) return known.includes(name);
  const base = rootBase(stage);
  if (base.kind !== 'image') return true;
  const prefix = base.image.name.toUpperCase().replace(/[^A-Z0-9]+/g, '_');
  return name.toUpperCase().startsWith(prefix) || prefix.startsWith(name.toUpperCase().replace(/_.*$/, '')) || /^(?:JAVA|LANG|LC_|HOME$|USER$|PATH)/.test(name);
}

/** Uses of one of the names in the shell code of a RUN that neither the instruction's scope nor the script defines. */
export function undefinedInShell(instruction: Instruction, names: ReadonlySet<string>, text: string): readonly UndefinedUse[] {
  const { scope } = instruction.before;
  const wanted = [...names].filter((name) => (instruction.text.includes(name) || instruction.heredocs.some((heredoc) => heredoc.content.includes(name))) && !scope.lookup(name));
  if (instruction.exec || instruction.onbuild || wanted.length === 0) return [];
  const commands = commandsOf(instruction);
  // A file that is read into the shell may define anything.
  if (commands.some((command) => command.name === '.' || command.name === 'source' || command.name === 'eval')) return [];
  const script = instruction.args.text + instruction.heredocs.map((heredoc) => heredoc.content).join('\n');
  const found: UndefinedUse[] = [];
  for (const name of wanted) {
    if (new RegExp(`(?<![$\\w{])${name}\\+?=|\\b(?:for|read|export|mapfile|env=)\\b[^;\\n]*\\b${name}\\b|\\$\\{${name}:?[-=+?]`).test(script)) continue;
    if (instruction.mounts.some((mount) => mount.option('env')?.value === name)) continue;
    const word = commands
      .flatMap((command) => [...command.words, ...command.assignments.flatMap((assignment) => assignment.value ?? []), ...command.redirections.flatMap((redirection) => redirection.target ?? [])])
      .find((candidate) => candidate.variables.includes(name));
    if (word) found.push({ instruction, name, ...placeIn(text, word.span, name) });
  }
  return found;
}

/** The variable inside the word; the whole word where it does not stand in one piece. */
function placeIn(text: string, span: Span, name: string): { span: Span; nameSpan: Span } {
  const match = new RegExp(`\\$(?:${name}\\b|\\{[#!]?${name}\\b[^}]*\\})`).exec(text.slice(span.start, span.end));
  if (!match) return { span, nameSpan: span };
  const start = span.start + match.index;
  const nameStart = start + match[0].indexOf(name);
  return { span: { start, end: start + match[0].length }, nameSpan: { start: nameStart, end: nameStart + name.length } };
}
