import { kindOf, startOrder } from '../../dockerfile/start-order';
import { defineRule } from '../../rule';

export const startInstructionOrder = defineRule({
  name: 'start-instruction-order',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['epilogue-order'] },
  docs: {
    what: 'Instructions that say how the container starts do not stand at the end of the stage, or not in the usual order.',
    why: 'Who wants to know what an image runs looks at its end. Between steps of the build, CMD looks as if it did something there.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD ["-f"]\nENTRYPOINT ["httpd"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nENTRYPOINT ["httpd"]\nCMD ["-f"]\n',
    exceptions: 'The order has no effect on the image. Stages that others build on or copy from are not looked at.',
  },
  messages: {
    scattered: '{keyword} says how the container starts, and steps of the build follow it. Put it at the end of the stage.',
    order: '{keyword} usually stands behind {other}. The order is STOPSIGNAL, HEALTHCHECK, ENTRYPOINT, CMD.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      if (!stage.final && (stage.reachable || file.stages.some((other) => other.parent === stage))) continue;
      const found = startOrder(stage);
      if (!found) continue;
      const { instruction, other } = found;
      report(instruction.keywordSpan, kindOf(other) < 0 ? 'scattered' : 'order', { data: { keyword: instruction.keyword, other: other.keyword } });
    }
  },
});
