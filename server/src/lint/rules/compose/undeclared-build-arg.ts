import { once } from '../../compose/containers';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { likelyMeant } from '../../text/nearest';
import { fileName } from '../../workspace/uri';

export const undeclaredBuildArg = defineRule({
  name: 'undeclared-build-arg',
  target: 'compose',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: '`build.args` gives an argument that no ARG of the Dockerfile declares.',
    why: 'The value is thrown away, and the build goes on with whatever default is there: a version that was meant to be pinned is not.',
    bad: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      args:\n        VERISON: "3.24"\n',
    good: 'services:\n  web:\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build:\n      context: .\n      args:\n        VERSION: "3.24"\n',
    beside: {
      bad: { Dockerfile: 'ARG VERSION=3.24\nFROM alpine:${VERSION}\nUSER 10001\n' },
      good: { Dockerfile: 'ARG VERSION=3.24\nFROM alpine:${VERSION}\nUSER 10001\n' },
    },
    exceptions: 'Silent where the Dockerfile is not known, for the arguments that BuildKit knows by itself (proxies, BUILDKIT_…, SOURCE_DATE_EPOCH), and for Dockerfiles with a `# syntax` that is not Docker\'s.',
  },
  messages: {
    undeclared: 'No ARG of {dockerfile} declares {name}, so the value has no effect.{hint}',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const args = service.build?.args ?? [];
      const dockerfile = args.length > 0 ? workspace.dockerfileOf(file, service) : undefined;
      if (!dockerfile || dockerfile.stages.length === 0 || hasOwnFrontend(dockerfile)) continue;
      const declared = new Set(dockerfile.all('ARG').flatMap((i) => i.pairs.map((p) => p.key.value)));
      for (const { name, nameSpan } of args) {
        if (declared.has(name) || builtIn.test(name)) continue;
        const near = likelyMeant(name, declared);
        const hint = near ? ` Did you mean ${near}?` : ' Declare it, or remove it here.';
        reportOnce(nameSpan, 'undeclared', { data: { service: service.name, name, dockerfile: fileName(dockerfile.uri), hint } });
      }
    }
  },
});

/** Arguments that BuildKit reads without an ARG. */
const builtIn = /^(?:(?:https?|ftp|no|all)_proxy|BUILDKIT_\w+|SOURCE_DATE_EPOCH|(?:TARGET|BUILD)(?:PLATFORM|OS|ARCH|VARIANT))$/i;

function hasOwnFrontend(dockerfile: DockerfileModel): boolean {
  const syntax = dockerfile.directives.find((d) => d.name === 'syntax')?.value;
  return syntax !== undefined && !/^(?:docker\.io\/)?docker\/dockerfile(?:-upstream)?(?:[:@]|$)/.test(syntax);
}
