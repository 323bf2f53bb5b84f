import type { Instruction, Stage } from '../../dockerfile/model';
import { portSpecs } from '../../dockerfile/ports';
import { lastInChain } from '../../dockerfile/runtime';
import { rootBase } from '../../dockerfile/stages';
import { defineRule } from '../../rule';
import { commandsOf } from '../../shell/scripts';

export const healthcheckPort = defineRule({
  name: 'healthcheck-port',
  target: 'dockerfile',
  severity: 'info',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A HEALTHCHECK asks a port of the container that EXPOSE does not name.',
    why: 'One of the two is out of date more often than not: either the check fails for ever, or the documentation of the image names the wrong port.',
    bad: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nHEALTHCHECK CMD ["wget", "-qO", "/dev/null", "http://localhost:3000/"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nHEALTHCHECK CMD ["wget", "-qO", "/dev/null", "http://localhost:8080/"]\n',
    exceptions: 'A port that is for checks only need not be exposed. Images without EXPOSE, and ports that come from variables of the container.',
  },
  messages: { other: 'EXPOSE names {exposed}, but not {port}, which this check asks. One of them is likely to be wrong.' },
  check(file, report) {
    for (const stage of file.stages) {
      const healthcheck = lastInChain(stage, 'HEALTHCHECK');
      if (!healthcheck || healthcheck.stage !== stage) continue;
      const exposed = exposedPorts(stage);
      if (!exposed || exposed.length === 0) continue;
      for (const command of commandsOf(healthcheck)) {
        for (const word of command.args) {
          const port = /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0):(\d+)(?:[/?]|$)/.exec(word.value ?? '')?.[1];
          if (port === undefined || exposed.some(([low, high]) => Number(port) >= low && Number(port) <= high)) continue;
          report(word.span, 'other', { data: { port, exposed: exposed.map(([low, high]) => (low === high ? `${low}` : `${low}-${high}`)).join(', ') } });
        }
      }
    }
  },
});

/** Undefined where one of them is not known. */
function exposedPorts(stage: Stage): readonly (readonly [number, number])[] | undefined {
  const base = rootBase(stage);
  const specs = stage.chain.flatMap((part) => part.instructions.filter((instruction: Instruction) => instruction.keyword === 'EXPOSE').flatMap(portSpecs));
  // The base may expose ports of its own, which are as good.
  if (base.kind === 'unknown' || specs.some((spec) => !spec.range || spec.range[0] < 0)) return undefined;
  return specs.map((spec) => spec.range!);
}
