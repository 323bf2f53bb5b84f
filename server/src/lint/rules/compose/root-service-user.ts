import { once } from '../../compose/containers';
import { removeKeyFix } from '../../compose/fixes';
import { imageOf } from '../../compose/images';
import type { ComposeModel, Service } from '../../compose/model';
import { stringOf } from '../../compose/values';
import type { DockerfileModel, StageUser } from '../../dockerfile/model';
import { defaultUserOf } from '../../facts/users';
import { defineRule } from '../../rule';
import type { Workspace } from '../../workspace/model';
import { isRoot, serviceUser, stageOf } from '../../workspace/users';

export const rootServiceUser = defineRule({
  name: 'root-service-user',
  target: 'compose',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0018'], cis: ['4.1'] },
  fix: 'unsafe',
  docs: {
    what: 'A service runs as root by its own `user:`. Where its Dockerfile is known and ends with another user, the finding says so; where its image is known to start as root anyway, it is an info.',
    why: 'Root in the container is root for every file that is mounted, and one kernel fault away from root on the host. Images that step down to a user of their own lose that protection here.',
    bad: 'services:\n  web:\n    image: grafana/grafana:12.4.0\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    user: root\n',
    good: 'services:\n  web:\n    image: grafana/grafana:12.4.0\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    user: "1000:1000"\n',
    exceptions: 'A service without `user:` is never reported: its image decides, and the Dockerfile is where that is shown.',
  },
  messages: {
    root: '"{service}" runs as root because of this line. Remove it, so that the user of the image holds, or name an ordinary user.',
    undone: 'The image of "{service}" runs as {imageUser}; this line makes it root again. Remove it.',
    same: '"{service}" starts as root by this line, as {image} does without it. Name an ordinary user.',
  },
  check(file, report, { workspace }) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('user');
      const user = serviceUser(service);
      if (!node || user === undefined || !isRoot(user)) continue;
      const image = imageUser(file, service, workspace);
      if (startsAsRoot(service)) {
        reportOnce(node.span, 'same', { data: { service: service.name, image: stringOf(service.image) ?? '' }, severity: 'info' });
        continue;
      }
      const fixes = removeKeyFix(file, service, 'user');
      if (!image) {
        reportOnce(node.span, 'root', { data: { service: service.name }, fixes });
        continue;
      }
      const { dockerfile, user: stageUser } = image;
      const related = [{ uri: dockerfile.uri, range: dockerfile.source.range(stageUser.instruction.lineSpan), message: 'The image sets its user here.' }];
      reportOnce(node.span, 'undone', { data: { service: service.name, imageUser: stageUser.user ?? '' }, fixes, related });
    }
  },
});

/** True where the image is pulled and known to start as root whatever this file says. */
function startsAsRoot(service: Service): boolean {
  const image = service.build ? undefined : imageOf(service);
  const known = image && defaultUserOf(image);
  return known !== undefined && known.kind !== 'user';
}

/** The user that the service's own image sets, where it is known and not root. */
function imageUser(file: ComposeModel, service: Service, workspace: Workspace): { dockerfile: DockerfileModel; user: StageUser } | undefined {
  const dockerfile = workspace.dockerfileOf(file, service);
  const user = dockerfile && stageOf(dockerfile, stringOf(service.build?.target))?.exit.user;
  return dockerfile && user?.user !== undefined && !isRoot(user.user) ? { dockerfile, user } : undefined;
}
