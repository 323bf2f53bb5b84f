/** The fix for pipelines without pipefail: a SHELL that has it. */
import type { RuleFix } from '../rule';
import { binShOf } from '../shell/bin-sh';
import { openPipelines } from '../shell/pipefail';
import { insertBefore } from './edits';
import type { DockerfileModel, Instruction } from './model';

/** Puts it above the first RUN of the stage that needs it, so that one SHELL serves all of them. Alpine has no bash, but its ash knows pipefail. */
export function addPipefailShell(file: DockerfileModel, instruction: Instruction): RuleFix[] {
  const first = firstOpen(file, instruction);
  if (breaksLater(file, instruction, first)) return [];
  const shell = binShOf(instruction.stage) === 'busybox' ? '/bin/ash' : '/bin/bash';
  return [{
    title: `Run it by ${shell} with pipefail`,
    applicability: 'unsafe',
    edits: [insertBefore(file, first, `${instruction.onbuild ? 'ONBUILD ' : ''}SHELL ["${shell}", "-o", "pipefail", "-c"]`)],
  }];
}

/** A pipeline that works because nobody looks at a command that is stopped early: the SHELL would make the build fail there. */
function breaksLater(file: DockerfileModel, instruction: Instruction, first: Instruction): boolean {
  const { stage, before: { shell } } = instruction;
  const concerned = stage && !instruction.onbuild ? file.all('RUN').filter((run) => run.index >= first.index && run.before.shell === shell && run.stage?.chain.includes(stage)) : [instruction];
  return concerned.some((run) => openPipelines(run, file.source.text).some(({ stopsEarly }) => stopsEarly));
}

function firstOpen(file: DockerfileModel, instruction: Instruction): Instruction {
  if (instruction.onbuild) return instruction.onbuild;
  const { shell } = instruction.before;
  return (instruction.stage?.instructions ?? []).find((other) => other.before.shell === shell && openPipelines(other, file.source.text).length > 0) ?? instruction;
}
