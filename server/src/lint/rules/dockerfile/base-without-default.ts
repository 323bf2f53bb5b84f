import { openBase } from '../../dockerfile/base-arguments';
import { defineRule } from '../../rule';
import { givenArguments } from '../../workspace/arguments';

export const baseWithoutDefault = defineRule({
  name: 'base-without-default',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'info',
  category: 'base-image',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { buildkit: ['InvalidDefaultArgInFrom'] },
  docs: {
    what: 'A FROM needs an argument whose ARG has no default.',
    why: 'Without --build-arg such a FROM has no valid image name, so a plain build stops, and tools that read the file cannot tell what it is built on.',
    bad: 'ARG TAG\nFROM alpine:${TAG}\nUSER 10001\n',
    good: 'ARG TAG=3.24\nFROM alpine:${TAG}\nUSER 10001\n',
    exceptions: 'Silent where a Compose service that builds the file passes the argument, and where a name is left without it. Who always builds with a script or a pipeline that passes it has no use for the rule.',
  },
  messages: {
    required: 'Without a value for {argument} this FROM has no valid image name, so every build must give one (--build-arg {argument}=…). Give the ARG a default.',
  },
  check(file, report, { workspace }) {
    const given = givenArguments(workspace, file.uri);
    for (const stage of file.stages) {
      const open = openBase(stage, given);
      if (open?.default === 'none') report(open.base.word.span, 'required', { data: { argument: open.use.name } });
    }
  },
});
