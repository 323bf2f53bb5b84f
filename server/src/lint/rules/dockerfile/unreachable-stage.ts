import { removeInstruction } from '../../dockerfile/edits';
import type { DockerfileModel, Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const unreachableStage = defineRule({
  name: 'unreachable-stage',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: { tally: ['no-unreachable-stages'] },
  fix: 'unsafe',
  options: {
    named: { default: false, description: 'Also report stages with a name, which docker build --target may choose.' },
  },
  docs: {
    what: 'Nothing uses a stage: it is not the last one, no stage starts from it, and nothing is copied from it.',
    why: 'BuildKit does not build it, so what it checks or makes is never checked or made. Often a COPY --from was forgotten.',
    bad: 'FROM alpine:3.24\nRUN touch /app\n\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS build\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=build /app /app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Stages with a name are targets for docker build --target; they are reported only where the option named is on, and not where a Compose service builds them.',
  },
  messages: { unused: 'Nothing uses this stage, so BuildKit does not build it. Copy from it, or remove it.' },
  check(file, report, { options, workspace }) {
    const targets = new Set(workspace.servicesBuilding(file.uri).map((use) => use.target?.toLowerCase()));
    for (const stage of file.stages) {
      if (stage.reachable || (stage.name !== undefined && (!options.named || targets.has(stage.name)))) continue;
      // What only an unused stage needs goes with that one.
      if (file.stages.some((other) => other.parent === stage)) continue;
      report(stage.instruction.from!.image.span, 'unused', { fixes: [removal(file, stage)], tags: ['unnecessary'] });
    }
  },
});

/** Numbers of later stages change with it, so it is not safe. */
function removal(file: DockerfileModel, stage: Stage): RuleFix {
  const first = removeInstruction(file, stage.instruction).span.start;
  const last = stage.instructions[stage.instructions.length - 1] ?? stage.instruction;
  const { end } = removeInstruction(file, last).span;
  return { title: 'Remove the stage', applicability: 'unsafe', edits: [{ span: { start: first, end }, newText: '' }] };
}
