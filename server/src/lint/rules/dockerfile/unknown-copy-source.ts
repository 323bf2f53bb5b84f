import type { SourceReference } from '../../dockerfile/stages';
import { unknownSources } from '../../dockerfile/unknown-sources';
import { defineRule } from '../../rule';

export const unknownCopySource = defineRule({
  name: 'unknown-copy-source',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  silentInTemplates: true,
  sources: { hadolint: ['DL3022'], droast: ['DF049'] },
  fix: 'none',
  docs: {
    what: 'COPY --from or RUN --mount from= names something that is no stage, no well-known image and no reference with a registry, a path or a tag.',
    why: 'Unless every build gives a context of that name (--build-context), it is pulled from Docker Hub with the tag latest: the build fails, or files of a stranger come in.',
    bad: 'FROM alpine:3.24\nCOPY --from=assets /app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24\nCOPY --from=example.com/assets:1.2 /app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'What is copied whole is taken for a context. Names of later stages, and those that are nearly the name of a stage, are unknown-stage\'s.',
  },
  messages: {
    image: 'No stage before this one is called {name}, so it is pulled as an image with the tag latest, unless the build gives a context of that name (--build-context). If an image is meant, write its tag; if a stage is meant, check the name.',
  },
  check(file, report) {
    for (const { reference, later, nearest } of unknownSources(file)) {
      if (!later && nearest === undefined && !isCopiedWhole(reference)) report(reference.span, 'image', { data: { name: reference.text } });
    }
  },
});

/** Contexts are copied whole; of an image nobody copies all. */
function isCopiedWhole({ kind, instruction }: SourceReference): boolean {
  return kind === 'copy' && (instruction.copy?.sources.length ?? 0) > 0 && instruction.copy!.sources.every(({ resolved }) => resolved !== undefined && /^\.?\/?$/.test(resolved));
}
