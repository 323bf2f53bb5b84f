import { once } from '../../compose/containers';
import { yamlString } from '../../compose/edit';
import { replaceFix } from '../../compose/fixes';
import { stringOf } from '../../compose/values';
import { defineRule } from '../../rule';
import { hasOtherWord, likelyMeant } from '../../text/nearest';
import { fileName } from '../../workspace/uri';
import { stageOf } from '../../workspace/users';

export const unknownBuildTarget = defineRule({
  name: 'unknown-build-target',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: '`build.target` names no stage of the Dockerfile that the service builds.',
    why: 'The build stops at once with "target stage could not be found".',
    bad: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      target: pord\n',
    good: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      target: prod\n',
    beside: {
      bad: { Dockerfile: 'FROM alpine:3.24 AS base\nFROM base AS prod\nUSER 10001\n' },
      good: { Dockerfile: 'FROM alpine:3.24 AS base\nFROM base AS prod\nUSER 10001\n' },
    },
    exceptions: 'Silent where the Dockerfile is not known.',
  },
  messages: {
    unknown: '{dockerfile} has no stage {target}, so "{service}" cannot be built.{hint}',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.build?.target;
      const target = stringOf(node);
      const dockerfile = target ? workspace.dockerfileOf(file, service) : undefined;
      if (!node || !target || !dockerfile || dockerfile.stages.length === 0 || stageOf(dockerfile, target)) continue;
      const names = dockerfile.stages.flatMap((s) => s.name ?? []);
      const near = likelyMeant(target, names.filter((name) => !hasOtherWord(target, name)));
      const hint = near ? ` Did you mean ${near}?` : names.length > 0 ? ` Its stages are ${names.join(', ')}.` : ' Its stages have no names.';
      const fixes = near ? replaceFix(file, `Use ${near}`, node, yamlString(near)) : [];
      reportOnce(node.span, 'unknown', { data: { service: service.name, target, dockerfile: fileName(dockerfile.uri), hint }, fixes });
    }
  },
});
