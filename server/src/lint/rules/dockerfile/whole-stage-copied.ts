import type { Stage } from '../../dockerfile/model';
import { mayNameSource } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const wholeStageCopied = defineRule({
  name: 'whole-stage-copied',
  target: 'dockerfile',
  severity: 'warning',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3067'] },
  docs: {
    what: 'COPY --from copies the complete file system of another stage over this one.',
    why: 'Everything comes along that the build left behind: tools, caches, sources, credentials. Deleted files of the base image come back, and the layer is as large as both together.',
    bad: 'FROM alpine:3.24 AS build\nRUN make\nFROM alpine:3.24\nCOPY --from=build / /\nUSER 10001\n',
    good: 'FROM alpine:3.24 AS build\nRUN make\nFROM alpine:3.24\nCOPY --from=build /out/app /usr/local/bin/\nUSER 10001\n',
    exceptions: 'An empty stage (FROM scratch) may take everything from one stage: that makes one layer of many, on purpose. Images and stages that run nothing are left alone: some hold nothing but the files to be copied.',
  },
  messages: {
    whole: 'This copies all of {stage}, with its tools, caches and whatever credentials it holds. Name the files that are needed.',
  },
  check(file, report) {
    for (const instruction of file.all('COPY').filter(mayNameSource)) {
      const { copy, stage } = instruction;
      if (copy?.from?.kind !== 'stage' || !buildsSomething(copy.from.stage) || copy.sources.length !== 1 || !isRoot(copy.sources[0]!.resolved) || !isRoot(copy.destination?.resolved)) continue;
      const onEmpty = stage?.base.kind === 'scratch' && stage.instructions.every((other) => other.index >= instruction.index || !(other.copy || other.keyword === 'RUN'));
      if (!onEmpty) report(copy.sources[0]!.span, 'whole', { data: { stage: copy.from.word.value } });
    }
  },
});

function buildsSomething(stage: Stage): boolean {
  return stage.chain.some((part) => part.instructions.some((instruction) => instruction.keyword === 'RUN'));
}

function isRoot(path: string | undefined): boolean {
  return path !== undefined && /^\/+(?:\.\/*)?$/.test(path);
}
