/** Where a build argument that holds a credential goes, and how it becomes a secret mount. */
import type { RuleFix } from '../rule';
import { commandsOf } from '../shell/scripts';
import type { Span } from '../text/span';
import { removeInstruction } from './edits';
import type { DockerfileModel, Instruction } from './model';
import type { SecretVariable } from './secret-variables';

export interface SecretUse {
  readonly instruction: Instruction;
  readonly span: Span;
  readonly what: 'run' | 'env' | 'copy';
}

export interface SecretFlow {
  readonly uses: readonly SecretUse[];
  /** Where RUNs of its own stage alone use it. */
  readonly fix?: RuleFix;
}

/** Follows an ARG through the rest of its stage, up to where the name is given anew. */
export function flowOf(file: DockerfileModel, variable: SecretVariable): SecretFlow {
  const { instruction: declaration, name } = variable;
  const { stage } = declaration;
  if (!stage) return { uses: [] };
  const uses: SecretUse[] = [];
  for (const instruction of stage.instructions) {
    if (instruction.index <= declaration.index) continue;
    uses.push(...usesIn(instruction, name));
    if (instruction.pairs.some((pair) => pair.key.value === name) && instruction.keyword !== 'LABEL') break;
  }
  const fix = fixOf(file, variable, uses);
  return { uses, ...(fix ? { fix } : {}) };
}

function usesIn(instruction: Instruction, name: string): SecretUse[] {
  switch (instruction.keyword) {
    case 'RUN':
      return runUses(instruction, name).map((span) => ({ instruction, span, what: 'run' }));
    case 'ENV':
    case 'LABEL':
      return instruction.pairs.filter((pair) => pair.value?.variables.some((use) => use.name === name)).map((pair) => ({ instruction, span: pair.span, what: 'env' }));
    default: {
      const words = [...instruction.words, ...instruction.flags.flatMap((flag) => flag.value ?? [])];
      return words.filter((word) => word.variables.some((use) => use.name === name)).map((word) => ({ instruction, span: word.span, what: 'copy' }));
    }
  }
}

/** Words of the shell that hold it. */
function runUses(instruction: Instruction, name: string): Span[] {
  return commandsOf(instruction).flatMap((command) => {
    const words = [...command.words, ...command.assignments.flatMap(({ value }) => value ?? []), ...command.redirections.flatMap(({ target }) => target ?? [])];
    return words.filter((word) => word.variables.includes(name)).map((word) => word.span);
  });
}

function fixOf(file: DockerfileModel, { instruction: declaration, name, pair }: SecretVariable, uses: readonly SecretUse[]): RuleFix | undefined {
  const { stage } = declaration;
  const inherited = file.stages.some((other) => other.parent?.index === stage?.index);
  if (!stage || stage.os === 'windows' || declaration.onbuild || declaration.pairs.length !== 1 || pair.value || inherited || !knowsEnvMounts(file)) return undefined;
  if (uses.length === 0 || uses.some((use) => use.what !== 'run')) return undefined;
  const runs = [...new Set(uses.map((use) => use.instruction))];
  const mount = ` --mount=type=secret,id=${name.toLowerCase()},env=${name}`;
  return {
    title: `Pass ${name} as a secret mount`,
    applicability: 'unsafe',
    edits: [removeInstruction(file, declaration), ...runs.map((run) => ({ span: { start: run.keywordSpan.end, end: run.keywordSpan.end }, newText: mount }))],
  };
}

/** `env=` of secret mounts came with syntax 1.10; without a directive the builder's own syntax counts. */
function knowsEnvMounts(file: DockerfileModel): boolean {
  const syntax = file.directives.find((directive) => directive.name === 'syntax')?.value;
  const minor = syntax === undefined ? undefined : /:1\.(\d+)/.exec(syntax)?.[1];
  return minor === undefined || Number(minor) >= 10;
}
