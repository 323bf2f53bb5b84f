import { dependencies, dependsOn, mayNameSource, stageLabel } from '../../dockerfile/stages';
import { defineRule } from '../../rule';

export const circularStages = defineRule({
  name: 'circular-stages',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['circular-stage-deps'] },
  fix: 'none',
  docs: {
    what: 'Stages copy from each other in a circle.',
    why: 'None of them can be built first, so the build stops.',
    bad: 'FROM alpine:3.24 AS one\nCOPY --from=two /b /a\n\nFROM alpine:3.24 AS two\nCOPY --from=one /a /b\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS one\nRUN touch /a\n\nFROM alpine:3.24 AS two\nCOPY --from=one /a /b\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { circle: 'This stage needs {name}, which itself needs this stage, so neither can be built first. Break the circle.' },
  looksAt: mayNameSource,
  check(file, report) {
    for (const stage of file.stages) {
      for (const { stage: needed, reference } of dependencies(file, stage)) {
        // The reference that points forward closes the circle; the ones back are as they must be.
        if (needed.index < stage.index || !dependsOn(file, needed, stage)) continue;
        report(reference.span, 'circle', { data: { name: stageLabel(needed) }, related: [{ span: needed.instruction.span, message: `Stage ${stageLabel(needed)} begins here.` }] });
      }
    }
  },
});
