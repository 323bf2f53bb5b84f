import { givenBeside, isOnlyBuilt } from '../../compose/containers';
import { inOtherFile, relatedService } from '../../compose/fixes';
import { addLimitsFix, joinWords, limitOf, limitOptions, resourceWords, resources, unlimitedResources } from '../../compose/limits';
import type { Resource } from '../../compose/limits';
import { isForTests, isNamedForTests } from '../../compose/purpose';
import type { Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { ServiceUse, Workspace } from '../../workspace/model';
import { isOnlyTried } from '../../workspace/purpose';
import { fileName } from '../../workspace/uri';
import { stageOf } from '../../workspace/users';

export const serviceWithoutLimits = defineRule({
  name: 'service-without-limits',
  target: 'dockerfile',
  severity: 'hint',
  category: 'limits',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0026'], cis: ['5.11', '5.12', '5.29'] },
  fix: 'unsafe',
  docs: {
    what: 'The Compose service that builds this Dockerfile runs it without a limit on memory, CPU or processes. The finding is at the stage that the service runs.',
    why: 'A Dockerfile cannot limit what its container takes: only whoever runs it can. Without limits a leak or a fork bomb in this program starves everything else on the host.',
    bad: 'FROM alpine:3.24\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    beside: {
      bad: { 'compose.yaml': 'services:\n  web:\n    build: .\n' },
      good: { 'compose.yaml': 'services:\n  web:\n    build: .\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n' },
    },
    exceptions: 'The Compose file itself shows it as `missing-limits`, so it is a hint here. Silent for Dockerfiles and Compose files below `.devcontainer`, `.github`, `ci`, `e2e`, `examples`, `test`, `tests` and `testdata`, and for services that say no more than what is built and how it is called, as those do that images are made and pushed by. Silent where all that runs the stage is for tests or development, by the names of the Compose files (`docker-compose.dev.yml`) or services (`app-dev`, `test-runner`). Silent where another Compose file of the directory sets the limits.',
  },
  messages: {
    one: 'The service {services} in {compose} runs this image without a {missing} limit, so a fault in it can starve the whole host. Set the limits in the Compose file.',
    several: 'The services {services} run this image without a {missing} limit, so a fault in it can starve the whole host. Set the limits in the Compose file.',
  },
  options: limitOptions,
  check(file, report, { options, workspace }) {
    const byStage = new Map<Stage, ServiceUse[]>();
    if (isOnlyTried(file.uri, workspace)) return;
    for (const use of workspace.servicesBuilding(file.uri)) {
      if (isOnlyTried(use.compose.uri, workspace) || isOnlyBuilt(use.service)) continue;
      const stage = stageOf(file, use.target);
      if (stage && missingIn(use, workspace).length > 0) byStage.set(stage, [...(byStage.get(stage) ?? []), use]);
    }
    for (const [stage, uses] of byStage) {
      if (uses.every(({ compose, service }) => isForTests(compose, workspace) || isNamedForTests(service))) continue;
      const missing = resources.filter((r) => uses.some((use) => missingIn(use, workspace).includes(r)));
      // The same service in several Compose files is one.
      const names = [...new Set(uses.map(({ service }) => `"${service.name}"`))];
      const files = [...new Set(uses.map(({ compose }) => fileName(compose.uri)))];
      report(stage.instruction.from?.image.span ?? stage.instruction.keywordSpan, names.length === 1 ? 'one' : 'several', {
        data: { services: joinWords(names).replace(' or ', ' and '), compose: joinWords(files).replace(' or ', ' and '), missing: joinWords(missing.map((r) => resourceWords[r])) },
        related: uses.map(({ compose, service }) => relatedService(compose, service, `"${service.name}" runs it without limits.`)),
        fixes: uses.flatMap((use) => {
          const fix = addLimitsFix(use.compose, use.service, missingIn(use, workspace), options);
          return fix ? [inOtherFile(use.compose, fix)] : [];
        }),
      });
    }
  },
});

function missingIn({ compose, service }: ServiceUse, workspace: Workspace): Resource[] {
  if (service.partial) return [];
  return unlimitedResources(service).filter((r) => !givenBeside(workspace, compose, service, (c) => limitOf(c, r).kind === 'given'));
}
