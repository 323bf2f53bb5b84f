/** The fix that gives a stage a USER. */
import type { RuleFix } from '../rule';
import { isRoot } from '../workspace/users';
import { accountsOf } from './accounts';
import { insertAfter, insertBefore } from './edits';
import type { DockerfileModel, Instruction, Stage } from './model';
import { rootBase } from './stages';

/** USER goes in front of the instructions that say how the container starts, after everything that may need root. */
export function addUser(file: DockerfileModel, stage: Stage, user: string = fittingUser(stage)): RuleFix {
  const instruction = `USER ${user}`;
  const start = startInstruction(stage);
  const last = stage.instructions[stage.instructions.length - 1] ?? stage.instruction;
  const edit = start ? insertBefore(file, start, instruction) : insertAfter(file, last, instruction);
  return { title: `Add ${instruction}`, applicability: 'unsafe', edits: [edit] };
}

/** The account the file creates, the one the image brings along, or a free id. */
function fittingUser(stage: Stage): string {
  const account = accountsOf(stage).find((candidate) => !isRoot(candidate.name));
  if (account) return account.uid ?? account.name;
  const base = rootBase(stage);
  if (base.kind === 'image' && base.image.official && base.image.name === 'node') return 'node';
  if (base.kind === 'image' && base.image.normalized.startsWith('mcr.microsoft.com/dotnet/') && Number.parseInt(base.image.tag ?? '', 10) >= 8) return '$APP_UID';
  return '10001';
}

const startKeywords: ReadonlySet<string> = new Set(['CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'EXPOSE', 'STOPSIGNAL', 'LABEL', 'VOLUME']);

/** The first of the instructions at the end of the stage that only describe how it starts. */
function startInstruction(stage: Stage): Instruction | undefined {
  let first: Instruction | undefined;
  for (let i = stage.instructions.length - 1; i >= 0 && startKeywords.has(stage.instructions[i]!.keyword); i--) first = stage.instructions[i];
  return first;
}
