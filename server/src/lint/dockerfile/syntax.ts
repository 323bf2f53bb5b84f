/** What BuildKit accepts after each instruction word. Source: the Dockerfile reference, docker/dockerfile:1 (labs flags included). */
import type { Span } from '../text/span';
import type { Flag, Instruction, Keyword } from './model';

/** `boolean` may stand without a value; `list` may be given several times; the others take one value. */
export type FlagKind = 'boolean' | 'string' | 'list';

const flags: Readonly<Partial<Record<Keyword, Readonly<Record<string, FlagKind>>>>> = {
  ADD: { chown: 'string', chmod: 'string', link: 'boolean', 'keep-git-dir': 'boolean', checksum: 'string', unpack: 'boolean', exclude: 'list' },
  COPY: { chown: 'string', chmod: 'string', link: 'boolean', from: 'string', parents: 'boolean', exclude: 'list' },
  FROM: { platform: 'string' },
  HEALTHCHECK: { interval: 'string', timeout: 'string', 'start-period': 'string', 'start-interval': 'string', retries: 'string' },
  RUN: { mount: 'list', network: 'string', security: 'string', device: 'list' },
};

/** Instructions whose flags BuildKit drops without a look. */
const flagsIgnored: ReadonlySet<string> = new Set(['ARG', 'STOPSIGNAL']);

/** Names of the flags an instruction takes. */
export function flagNames(instruction: Instruction): readonly string[] {
  return Object.keys(flags[instruction.keyword as Keyword] ?? {});
}

/** Undefined for a flag the instruction does not take. */
export function flagKind(instruction: Instruction, flag: Flag): FlagKind | undefined {
  const known = flags[instruction.keyword as Keyword];
  return known && Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
}

/** False where BuildKit never looks at the flags. */
export function checksFlags(instruction: Instruction): boolean {
  return instruction.known && !flagsIgnored.has(instruction.keyword);
}

/** The first flag of that name. */
export function flagOf(instruction: Instruction, name: string): Flag | undefined {
  return instruction.flags.find((flag) => flag.name === name);
}

/** Instructions in whose arguments a `#` after a blank begins no comment, though many think so. RUN, CMD and ENTRYPOINT leave it to their shell, where it does. */
const takesNoComment: ReadonlySet<string> = new Set(['ADD', 'ARG', 'COPY', 'ENV', 'EXPOSE', 'FROM', 'LABEL', 'STOPSIGNAL', 'USER', 'VOLUME', 'WORKDIR']);

/** Their words are names or ports. */
const keywordsWithoutHash: ReadonlySet<string> = new Set(['ARG', 'EXPOSE']);

/**
 * From the blanks before a `# …` that was meant as a comment behind the arguments to the end of the line; undefined where there is none. `#` inside quotes does not count, nor does one
 * that is followed by a letter without a blank (`# comment`, not `#anchor`), but for ARG and EXPOSE, where no word can begin with one.
 */
export function trailingComment(instruction: Instruction): { readonly span: Span; readonly text: string; readonly start: number } | undefined {
  if (!takesNoComment.has(instruction.keyword) || instruction.exec) return undefined;
  const { text } = instruction.args;
  if (!text.includes('#')) return undefined;
  const begin = keywordsWithoutHash.has(instruction.keyword) ? /^#/ : /^#+(?:\s|$)/;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const ch = text[at]!;
    if (ch === '\\' && quote !== "'") at++;
    else if (quote) quote = ch === quote ? '' : quote;
    else if (ch === '"' || ch === "'") quote = ch;
    else if (ch === '#' && at > 0 && /\s/.test(text[at - 1]!) && begin.test(text.slice(at))) {
      const start = text.slice(0, at).trimEnd().length;
      return { span: instruction.args.span(at, text.length), text: text.slice(at).trim(), start };
    }
  }
  return undefined;
}

/** Words of the arguments before a `#` that was meant as a comment. */
export function countedWords(instruction: Instruction): Instruction['words'] {
  const comment = trailingComment(instruction);
  return comment ? instruction.words.filter((word) => word.span.start < comment.span.start) : instruction.words;
}

/** Pairs of the arguments before a `#` that was meant as a comment. */
export function countedPairs(instruction: Instruction): Instruction['pairs'] {
  const comment = trailingComment(instruction);
  return comment ? instruction.pairs.filter((pair) => pair.span.start < comment.span.start) : instruction.pairs;
}
