/** The fix for pipelines without pipefail: a SHELL that has it. */
import type { RuleFix } from '../rule';
import { insertBefore } from './edits';
import type { DockerfileModel, Instruction } from './model';

/** Alpine has no bash, but its ash knows pipefail. */
export function addPipefailShell(file: DockerfileModel, instruction: Instruction): RuleFix {
  const root = instruction.stage?.chain[instruction.stage.chain.length - 1]?.base;
  const alpine = root?.kind === 'image' && (/(?:^|\/)(?:alpine|busybox)$/.test(root.image.path) || /alpine/.test(root.image.tag ?? ''));
  const shell = alpine ? '/bin/ash' : '/bin/bash';
  return {
    title: `Run it by ${shell} with pipefail`,
    applicability: 'unsafe',
    edits: [insertBefore(file, instruction.onbuild ?? instruction, `${instruction.onbuild ? 'ONBUILD ' : ''}SHELL ["${shell}", "-o", "pipefail", "-c"]`)],
  };
}
