import { dependsOn, laterStage, namesBefore, sourceReferences } from '../../dockerfile/stages';
import type { SourceReference } from '../../dockerfile/stages';
import { isCommonImage } from '../../dockerfile/images';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

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
    why: 'A later stage or a wrong number stops the build. Any other name is taken for an image and pulled from the registry: the build fails, or files of a stranger come in.',
    bad: 'FROM alpine:3.24 AS build\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=biuld /app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24 AS build\nRUN touch /app\n\nFROM alpine:3.24\nCOPY --from=build /app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'A value with a registry, a path, a tag or a digest is an image, and so is the name of an official image. Any other plain name may still be an image, or a context given with --build-context: it is an error only where a stage has nearly that name, and nothing is said where all of it is copied, as of a context.',
  },
  messages: {
    number: 'There is no stage {name} before this one, so the build stops. Stages count from 0, and only earlier ones can be copied from.',
    'mount-number': 'A mount takes no stage numbers: "{name}" is taken for an image. Name the stage with AS and use the name.',
    later: 'Stage {name} comes after this one; only earlier stages can be copied from, so the build stops. Move it up.',
    misspelt: 'No stage before this one is called {name}, so it is pulled as an image. Did you mean {nearest}?',
    image: 'No stage before this one is called {name}, so it is pulled as an image with the tag latest, unless the build gives a context of that name (--build-context). If an image is meant, write its tag; if a stage is meant, check the name.',
    empty: 'A stage or an image must follow from=.',
  },
  check(file, report) {
    for (const reference of sourceReferences(file)) {
      if (reference.kind === 'from') continue;
      const { text, span, source, instruction, kind } = reference;
      const data = { name: text };
      if (text === '' && kind === 'copy') continue;
      if (text === '') report(span, 'empty');
      else if (/^\d+$/.test(text)) {
        if (kind === 'mount') report(span, 'mount-number', { data });
        else if (source.kind === 'no-stage' && text !== String(instruction.stage?.index)) report(span, 'number', { data });
      } else if (source.kind === 'image' && !isClearlyImage(reference)) {
        const later = laterStage(file, text, instruction.stage);
        if (later) {
          // Two stages that need each other are circular-stages'.
          if (instruction.stage && dependsOn(file, later, instruction.stage)) continue;
          report(span, 'later', { data, related: [{ span: later.instruction.span, message: 'The stage begins here.' }] });
          continue;
        }
        const names = namesBefore(file, instruction.stage);
        const suggestion = likelyMeant(text.toLowerCase(), names);
        if (suggestion !== undefined) report(span, 'misspelt', { data: { ...data, nearest: suggestion }, fixes: [use(reference, suggestion)] });
        else if (!isCommonImage(text) && !isCopiedWhole(reference)) report(span, 'image', { data, severity: 'warning' });
      }
    }
  },
});

/** Contexts that a build is given (--build-context) are copied whole; of an image nobody copies all. */
function isCopiedWhole({ kind, instruction }: SourceReference): boolean {
  return kind === 'copy' && (instruction.copy?.sources.length ?? 0) > 0 && instruction.copy!.sources.every(({ resolved }) => resolved !== undefined && /^\.?\/?$/.test(resolved));
}

function isClearlyImage({ source }: SourceReference): boolean {
  if (source.kind !== 'image') return false;
  const { tag, digest, registry, path } = source.image;
  return tag !== undefined || digest !== undefined || registry !== undefined || path.includes('/');
}

function use(reference: SourceReference, name: string): RuleFix {
  return { title: `Use ${name}`, applicability: 'unsafe', edits: [{ span: reference.span, newText: name }] };
}
