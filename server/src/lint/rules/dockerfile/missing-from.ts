import { insertBefore } from '../../dockerfile/edits';
import { defineRule } from '../../rule';

export const missingFrom = defineRule({
  name: 'missing-from',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['NO_SOURCE_IMAGE'], kics: ['should_specify_base_image'], tally: ['require-stages'] },
  fix: 'unsafe',
  docs: {
    what: 'The file has instructions, but no FROM.',
    why: 'Every image starts from another one or from scratch; without a FROM there is no stage to build.',
    bad: 'USER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { missing: 'The file has no FROM, so there is no stage to build. Begin with FROM and the image to start from.' },
  check(file, report) {
    const first = file.instructions.find((instruction) => instruction.keyword !== 'ARG') ?? file.instructions[0];
    if (file.stages.length > 0 || !first) return;
    // Nothing can be run from scratch.
    const runs = file.instructions.some(({ keyword }) => keyword === 'RUN');
    report(first.keywordSpan, 'missing', { fixes: runs ? [] : [{ title: 'Add FROM scratch', applicability: 'unsafe', edits: [insertBefore(file, first, 'FROM scratch')] }] });
  },
});
