import { servicesWithout } from '../../compose/containers';
import type { ComposeModel, Service } from '../../compose/model';
import { stringOf } from '../../compose/values';
import { defineRule } from '../../rule';
import type { Workspace } from '../../workspace/model';
import { stageOf } from '../../workspace/users';

export const noHealthcheck = defineRule({
  name: 'no-healthcheck',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { kics: ['healthcheck_not_set'], cis: ['5.27'] },
  fix: 'none',
  docs: {
    what: 'A service has no healthcheck, and none is known of its image.',
    why: 'Docker sees only whether the process is there. A server that hangs stays "running", and services that wait for it (`depends_on` with `service_healthy`) cannot tell.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    healthcheck:\n      test: [CMD, curl, -f, "http://localhost"]\n',
    exceptions: 'Only in `all`: the image may have one. Silent where the Dockerfile of the service is known and has a HEALTHCHECK.',
  },
  messages: {
    missing: 'Docker cannot tell whether "{service}" works or only runs. Add a healthcheck with a test.',
  },
  check(file, report, { workspace }) {
    for (const service of servicesWithout(file, workspace, 'healthcheck')) {
      if (!imageHasHealthcheck(file, service, workspace)) report(service.nameSpan, 'missing', { data: { service: service.name } });
    }
  },
});

function imageHasHealthcheck(file: ComposeModel, service: Service, workspace: Workspace): boolean {
  const dockerfile = workspace.dockerfileOf(file, service);
  const stage = dockerfile && stageOf(dockerfile, stringOf(service.build?.target));
  return stage?.chain.some((s) => s.instructions.some((i) => i.keyword === 'HEALTHCHECK')) ?? false;
}
