/** Since which version of the Dockerfile frontend something may be written. Source: the version columns of the Dockerfile reference, and its release notes. */
import type { Span } from '../text/span';
import type { Instruction, Keyword, VariableUse, Word } from './model';

export interface NewerSyntax {
  /** What is used, in words or as written. */
  readonly what: string;
  /** The n of version 1.n that brought it to the stable channel. */
  readonly minor: number;
  readonly span: Span;
}

const flags: Readonly<Partial<Record<Keyword, Readonly<Record<string, number>>>>> = {
  ADD: { 'keep-git-dir': 1, checksum: 6, chmod: 2, link: 4, unpack: 17, exclude: 19 },
  COPY: { chmod: 2, link: 4, parents: 20, exclude: 19 },
  HEALTHCHECK: { 'start-interval': 6 },
  RUN: { mount: 2, network: 3, security: 20 },
};

/** What an instruction uses that not every frontend knows. */
export function newerSyntax(instruction: Instruction): readonly NewerSyntax[] {
  const found: NewerSyntax[] = [];
  const known = flags[instruction.keyword as Keyword] ?? {};
  for (const flag of instruction.flags) {
    const minor = Object.hasOwn(known, flag.name) ? known[flag.name] : undefined;
    if (minor !== undefined) found.push({ what: `${instruction.keyword} --${flag.name}`, minor, span: flag.nameSpan });
    if (flag.name === 'chmod' && flag.value?.resolved !== undefined && /^[ugoa]*[-+=]/.test(flag.value.resolved)) found.push({ what: 'a symbolic mode', minor: 14, span: flag.value.span });
  }
  const [heredoc] = instruction.heredocs;
  if (heredoc) found.push({ what: 'a heredoc', minor: 4, span: heredoc.markerSpan });
  for (const mount of instruction.mounts) {
    const option = mount.type === 'secret' ? mount.option('env') : undefined;
    if (option) found.push({ what: 'a secret in a variable', minor: 10, span: option.span });
  }
  if (instruction.keyword === 'ARG' && instruction.pairs.length > 1) found.push({ what: 'several ARGs in one line', minor: 2, span: instruction.pairs[1]!.span });
  for (const use of variablesOf(instruction)) {
    if (use.operator === undefined) continue;
    if (/^(?:##?|%%?|\/\/?)$/.test(use.operator)) found.push({ what: `\${${use.name}${use.operator}…}`, minor: 7, span: use.span });
    else if (/^[-+?]$/.test(use.operator)) found.push({ what: `\${${use.name}${use.operator}…}`, minor: 6, span: use.span });
  }
  return found;
}

/** Variables that the frontend expands; those of shell code are the shell's. */
function variablesOf(instruction: Instruction): readonly VariableUse[] {
  if (['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'SHELL'].includes(instruction.keyword)) return [];
  const words: readonly (Word | undefined)[] = [...instruction.words, ...instruction.pairs.map((pair) => pair.value), instruction.from?.image];
  return [...new Set(words.flatMap((word) => word?.variables ?? []))];
}
