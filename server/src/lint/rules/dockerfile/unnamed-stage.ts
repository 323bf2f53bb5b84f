import { descriptionOf } from '../../dockerfile/descriptions';
import { sourceReferences } from '../../dockerfile/stages';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { DockerfileModel, Stage } from '../../dockerfile/model';
import { once } from '../../text/once';

export const unnamedStage = defineRule({
  name: 'unnamed-stage',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { kics: ['using_unnamed_build_stages'], droast: ['DF023'] },
  fix: 'safe',
  docs: {
    what: 'COPY --from names a stage by its number.',
    why: 'The number silently means another stage as soon as somebody adds or moves a FROM; a name does not.',
    bad: 'FROM alpine:3.24\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=0 /app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24 AS build\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=build /app /app\nUSER 10001\nCMD ["/app"]\n',
  },
  messages: {
    unnamed: 'Stage {number} has no name, so it is named by its number, which changes when stages are added or moved. Name it with AS.',
    number: 'Stage {number} is called {name}; its number changes when stages are added or moved. Use the name.',
  },
  check(file, report) {
    for (const reference of sourceReferences(file)) {
      if (reference.kind !== 'copy' || reference.source.kind !== 'stage' || !/^\d+$/.test(reference.text)) continue;
      const { stage } = reference.source;
      const name = stage.instruction.from?.name;
      const data = { number: stage.index, name: name?.value ?? '' };
      if (name) report(reference.span, 'number', { data, fixes: [{ title: `Use ${name.value}`, applicability: 'safe', edits: [{ span: reference.span, newText: name.value }] }] });
      else report(reference.span, 'unnamed', { data, fixes: [nameStage(file, stage)], related: [{ span: stage.instruction.from!.image.span, message: `Stage ${stage.index} begins here.` }] });
    }
  },
});

/** Names the stage and uses the name wherever its number stands; nothing else can refer to it by a name it did not have. */
function nameStage(file: DockerfileModel, stage: Stage): RuleFix {
  const name = newNames(file).get(stage)!;
  const at = stage.instruction.from!.image.span.end;
  const as = file.source.slice(stage.instruction.keywordSpan) === 'from' ? 'as' : 'AS';
  const numbers = sourceReferences(file).filter(({ kind, source }) => kind === 'copy' && source.kind === 'stage' && source.stage.index === stage.index);
  return {
    title: `Name stage ${stage.index} ${name}`,
    // BuildKit takes a comment right above a named stage for its description.
    applicability: descriptionOf(stage.instruction) ? 'unsafe' : 'safe',
    edits: [{ span: { start: at, end: at }, newText: ` ${as} ${name}` }, ...numbers.map(({ span }) => ({ span, newText: name }))],
  };
}

/** A name of its own for every stage that is called by its number, so that fixes for several stages can be applied together. */
const newNames = once((file: DockerfileModel): ReadonlyMap<Stage, string> => {
  const taken = new Set(file.stages.map((stage) => stage.name));
  const numbered = new Set(sourceReferences(file).flatMap(({ kind, source }) => (kind === 'copy' && source.kind === 'stage' ? [source.stage] : [])));
  const given = new Map<Stage, string>();
  for (const stage of file.stages) {
    if (stage.name !== undefined || !numbered.has(stage)) continue;
    let name = 'build';
    for (let i = 2; taken.has(name); i++) name = `build${i}`;
    taken.add(name);
    given.set(stage, name);
  }
  return given;
});
