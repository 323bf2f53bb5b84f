import { archiveOf } from '../../facts/archives';
import { componentsOf, releaseLabel } from '../../facts/eol';
import { actionSpan, callLabel, packageCalls } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const archivedRepository = defineRule({
  name: 'archived-repository',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'base-image',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'Packages are installed on a release of a distribution whose packages are no longer on its servers.',
    why: 'The servers that the image is set up for answer "not found", so the build fails as soon as the layer is not cached. The archive has the packages, but no security updates.',
    bad: 'FROM debian:10\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'Silent where the stage changes or copies the list of package sources, or names an archive or snapshot. Only releases of Debian, Ubuntu and CentOS are judged.',
  },
  messages: {
    archived: 'The packages of {release} have moved to {archive}, so {command} fails with the servers of the image. Use a supported release.',
  },
  check(file, report, { today }) {
    for (const stage of file.stages) {
      const root = stage.chain[stage.chain.length - 1];
      if (root?.base.kind !== 'image') continue;
      const found = componentsOf(root.base.image).map(({ release }) => ({ release, archive: archiveOf(release, today) })).find(({ archive }) => archive !== undefined);
      if (!found || stage.chain.some((part) => part.instructions.some((instruction) => setsSources.test(file.source.slice(instruction.span))))) continue;
      const family = found.release.product.startsWith('centos') ? 'rpm' : 'debian';
      const first = packageCalls(file).find(({ instruction, call }) => instruction.stage?.index === stage.index && call.manager.family === family && /^(?:update|install|upgrade|dist-upgrade|build-dep)$/.test(call.action));
      if (first) report(actionSpan(first.call), 'archived', { data: { release: releaseLabel(found.release), archive: found.archive!, command: callLabel(first.call) } });
    }
  },
});

const setsSources = /sources\.list|archive\.debian|old-releases|vault\.centos|snapshot\.debian|yum\.repos\.d|\.repo\b|mirrorlist|baseurl|artifactory|nexus/i;
