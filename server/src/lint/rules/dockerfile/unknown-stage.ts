import { dependsOn, mayNameSource, sourceReferences } from '../../dockerfile/stages';
import type { SourceReference } from '../../dockerfile/stages';
import { unknownSources } from '../../dockerfile/unknown-sources';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const unknownStage = defineRule({
  name: 'unknown-stage',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: { hadolint: ['DL3022'], droast: ['DF049'], 'dockerfile-utils': ['FLAG_INVALID_FROM_VALUE'] },
  fix: 'unsafe',
  docs: {
    what: 'COPY --from or RUN --mount from= names a stage that does not exist, or that comes later.',
    why: 'A later stage or a wrong number stops the build. A misspelt name is taken for an image and pulled from the registry: the build fails, or files of a stranger come in.',
    bad: 'FROM alpine:3.24 AS build\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=biuld /app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24 AS build\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=build /app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'A value with a registry, a path, a tag or a digest is an image, and so is the name of an official image. Any other plain name may be an image, or a context given with --build-context: it is reported here only where a stage has nearly that name, and else by unknown-copy-source.',
  },
  messages: {
    number: 'There is no stage {name} before this one, so the build stops. Stages count from 0, and only earlier ones can be copied from.',
    'mount-number': 'A mount takes no stage numbers: "{name}" is taken for an image. Name the stage with AS and use the name.',
    later: 'Stage {name} comes after this one; only earlier stages can be copied from, so the build stops. Move it up.',
    misspelt: 'No stage before this one is called {name}, so it is pulled as an image. Did you mean {nearest}?',
    empty: 'A stage or an image must follow from=.',
  },
  looksAt: mayNameSource,
  check(file, report) {
    for (const { kind, text, span, source, instruction } of sourceReferences(file)) {
      if (kind === 'from' || (text === '' && kind === 'copy')) continue;
      const data = { name: text };
      if (text === '') report(span, 'empty');
      else if (!/^\d+$/.test(text)) continue;
      else if (kind === 'mount') report(span, 'mount-number', { data });
      else if (source.kind === 'no-stage' && text !== String(instruction.stage?.index)) report(span, 'number', { data });
    }
    for (const { reference, later, nearest } of unknownSources(file)) {
      const { span, text, instruction } = reference;
      const data = { name: text };
      if (nearest !== undefined) report(span, 'misspelt', { data: { ...data, nearest }, fixes: [use(reference, nearest)] });
      // Two stages that need each other are circular-stages'.
      else if (later && !(instruction.stage && dependsOn(file, later, instruction.stage))) {
        report(span, 'later', { data, related: [{ span: later.instruction.span, message: 'The stage begins here.' }] });
      }
    }
  },
});

function use(reference: SourceReference, name: string): RuleFix {
  return { title: `Use ${name}`, applicability: 'unsafe', edits: [{ span: reference.span, newText: name }] };
}
