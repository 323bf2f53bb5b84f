import { mayNameSource, referencesTo } from '../../dockerfile/stages';
import type { DockerfileModel, Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const duplicateStageName = defineRule({
  name: 'duplicate-stage-name',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: {
    hadolint: ['DL3024'], buildkit: ['DuplicateStageName'], trivy: ['DS-0012'], checkov: ['CKV_DOCKER_11'], kics: ['same_alias_in_different_froms'], semgrep: ['alias-must-be-unique'],
    'dockerfile-utils': ['DUPLICATE_BUILD_STAGE_NAME'], droast: ['DF042'],
  },
  fix: 'unsafe',
  docs: {
    what: 'Two stages have the same name; upper and lower case count as one.',
    why: 'COPY --from, FROM and docker build --target then mean one of them only, and not always the one the reader thinks of.',
    bad: 'FROM alpine:3.24 AS app\nRUN touch /one\n\nFROM alpine:3.24 AS app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS build\nRUN touch /one\n\nFROM alpine:3.24 AS app\nCOPY --from=build /one /one\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { taken: 'The stage name {name} is taken by stage {first}, so references to it may mean the wrong stage. Give this stage a name of its own.' },
  looksAt: mayNameSource,
  check(file, report) {
    const seen = new Map<string, Stage>();
    for (const stage of file.stages) {
      const word = stage.instruction.from?.name;
      if (stage.name === undefined || !word) continue;
      const first = seen.get(stage.name);
      if (!first) {
        seen.set(stage.name, stage);
        continue;
      }
      const firstName = first.instruction.from!.name!.span;
      report(word.span, 'taken', { data: { name: word.value, first: first.index }, related: [{ span: firstName, message: 'The name is first given here.' }], fixes: [rename(file, stage, word.value)] });
    }
  },
});

/** Whoever builds with --target has to follow, so it is not safe. */
function rename(file: DockerfileModel, stage: Stage, name: string): RuleFix {
  let number = 2;
  while (file.stages.some((other) => other.name === `${name}${number}`.toLowerCase())) number++;
  const newText = `${name}${number}`;
  const spans = [stage.instruction.from!.name!.span, ...referencesTo(file, stage).map((reference) => reference.span)];
  return { title: `Rename to ${newText}`, applicability: 'unsafe', edits: spans.map((span) => ({ span, newText })) };
}
