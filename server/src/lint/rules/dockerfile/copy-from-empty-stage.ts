import { mayNameSource, sourceReferences, stageLabel } from '../../dockerfile/stages';
import type { Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';

const makesFiles: ReadonlySet<string> = new Set(['ADD', 'COPY', 'RUN', 'WORKDIR']);

export const copyFromEmptyStage = defineRule({
  name: 'copy-from-empty-stage',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['copy-from-empty-scratch-stage'] },
  fix: 'none',
  docs: {
    what: 'COPY --from, or a mount of a RUN, names a path in a stage that starts from scratch and puts no file into it.',
    why: 'There is nothing to copy, so the build stops with "not found".',
    bad: 'FROM scratch AS files\nENV LANG=C.UTF-8\n\nFROM alpine:3.24\nCOPY --from=files /app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM scratch AS files\nCOPY app /app\n\nFROM alpine:3.24\nCOPY --from=files /app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'Copies and mounts of the whole stage, and copies of patterns: they may find nothing, and builds that put a context of their own in the place of the stage (--build-context) are written so.',
  },
  messages: { empty: 'Stage {name} starts from scratch and puts no file into it, so there is nothing to copy. Copy the files into that stage first.' },
  looksAt: (instruction) => mayNameSource(instruction) || makesFiles.has(instruction.keyword),
  check(file, report) {
    for (const { kind, source, span, instruction } of sourceReferences(file)) {
      if (kind === 'from') continue;
      // All of nothing is nothing: the build goes on.
      if (kind === 'mount' && source.kind === 'stage' && instruction.mounts.some((mount) => mount.option('from')?.valueSpan?.start === span.start && isAll(mount.option('source', 'src')?.value))) continue;
      if (kind === 'copy' && source.kind === 'stage' && instruction.copy?.sources.every(({ resolved }) => resolved === undefined || /^\.?\/?$|[*?[]/.test(resolved))) continue;
      if (source.kind === 'scratch') report(span, 'empty', { data: { name: 'scratch' } });
      else if (source.kind === 'stage' && isEmpty(source.stage)) {
        report(span, 'empty', { data: { name: stageLabel(source.stage) }, related: [{ span: source.stage.instruction.span, message: 'The stage begins here.' }] });
      }
    }
  },
});

/** The root directory, which a mount takes where it names none. */
function isAll(path = '/'): boolean {
  return /^\.?\/?$/.test(path);
}

function isEmpty(stage: Stage): boolean {
  const root = stage.chain[stage.chain.length - 1]!;
  return root.base.kind === 'scratch' && !stage.chain.some((part) => part.instructions.some((instruction) => makesFiles.has(instruction.keyword)));
}
