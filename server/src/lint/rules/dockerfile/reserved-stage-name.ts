import { mayNameSource, referencesTo } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

const reserved: Readonly<Record<string, string>> = { scratch: 'the empty image', context: 'the build context' };

export const reservedStageName = defineRule({
  name: 'reserved-stage-name',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL3063'], buildkit: ['ReservedStageName'] },
  fix: 'unsafe',
  docs: {
    what: 'A stage is called scratch or context.',
    why: 'These words already mean the empty image and the build context; a reader, and some builders, take a reference to the stage for them.',
    bad: 'FROM alpine:3.24 AS context\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS app\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { reserved: '"{name}" already means {meaning}; a stage of that name is mistaken for it. Choose another name.' },
  looksAt: mayNameSource,
  check(file, report) {
    for (const stage of file.stages) {
      const word = stage.instruction.from?.name;
      if (!word || stage.name === undefined || !Object.hasOwn(reserved, stage.name)) continue;
      const newText = `${stage.name}-stage`;
      const spans = [word.span, ...referencesTo(file, stage).map((reference) => reference.span)];
      report(word.span, 'reserved', {
        data: { name: word.value, meaning: reserved[stage.name]! },
        fixes: [{ title: `Rename to ${newText}`, applicability: 'unsafe', edits: spans.map((span) => ({ span, newText })) }],
      });
    }
  },
});
