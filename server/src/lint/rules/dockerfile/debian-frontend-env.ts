import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction, KeyValue } from '../../dockerfile/model';
import { removeArgument } from '../../dockerfile/remove-argument';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { isInDevContainer } from '../../workspace/purpose';

export const debianFrontendEnv = defineRule({
  name: 'debian-frontend-env',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'ENV sets DEBIAN_FRONTEND to noninteractive.',
    why: 'ENV stays in the image: whoever works in the container, or builds upon the image, is never asked anything by apt any more and does not know why. It is needed while packages are installed only.',
    bad: 'FROM debian:13\nENV DEBIAN_FRONTEND=noninteractive\nRUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nARG DEBIAN_FRONTEND=noninteractive\nRUN apt-get update && apt-get install -y --no-install-recommends tini && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'Stages that are no part of the final image, and files below `.devcontainer`.',
  },
  messages: { kept: 'DEBIAN_FRONTEND stays set in every container of this image. Use ARG instead, which ends with the build.' },
  check(file, report) {
    if (isInDevContainer(file.uri)) return;
    for (const stage of file.finalStage?.chain ?? []) {
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'ENV') continue;
        for (const pair of instruction.pairs) {
          const { key, value } = pair;
          // Others, like dialog, are what a later ENV puts back.
          if (key.value !== 'DEBIAN_FRONTEND' || value?.resolved?.toLowerCase() !== 'noninteractive') continue;
          // A later ENV that empties it is as good as none.
          const later = file.finalStage!.exit.scope.lookup('DEBIAN_FRONTEND');
          if (later && later.instruction !== instruction) continue;
          report(key.span, 'kept', { fixes: toArg(file, instruction, pair) });
        }
      }
    }
  },
});

/** An ENV of its own becomes ARG; out of a longer one it is taken and put above it. */
function toArg(file: DockerfileModel, instruction: Instruction, pair: KeyValue): RuleFix[] {
  const newText = 'ARG DEBIAN_FRONTEND=noninteractive';
  if (instruction.pairs.length === 1) return [{ title: 'Use ARG', applicability: 'unsafe', edits: [{ span: { start: instruction.keywordSpan.start, end: pair.span.end }, newText }] }];
  const removal = removeArgument(file, pair.span);
  return removal ? [{ title: 'Use ARG', applicability: 'unsafe', edits: [insertBefore(file, instruction, newText), removal] }] : [];
}
