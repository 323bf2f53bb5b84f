import { mayRunTogether } from '../../compose/containers';
import type { Service } from '../../compose/model';
import { isEveryInterface, overlaps, portsOf } from '../../compose/ports';
import type { PortMapping } from '../../compose/ports';
import { listOf, rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const duplicateHostPort = defineRule({
  name: 'duplicate-host-port',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: { dclint: ['no-duplicate-exported-ports'] },
  fix: 'none',
  docs: {
    what: 'Two services (or one service twice) publish the same port of the host.',
    why: 'Only one of them can have it: the second container does not start.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:80"]\n  api:\n    image: busybox:1.37\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:3000"]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:8080:80"]\n  api:\n    image: busybox:1.37\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    ports: ["127.0.0.1:3000:3000"]\n',
    exceptions: 'Different addresses or protocols do not collide, nor do services whose profiles have none in common, or that are one Dockerfile built to different targets, of which one is started by name.',
  },
  messages: {
    duplicate: 'Port {port} of the host is taken by "{other}" already, so "{service}" cannot start. Publish it on another port.',
    profile: 'Port {port} of the host is taken by "{other}" too: where the profile of one of them is on, one does not start. Take them apart, or give each a profile.',
    possible: 'The ports {port} of "{service}" and {otherPort} of "{other}" overlap: where the one that may choose starts first, the other finds its port taken. Take them apart.',
  },
  check(file, report) {
    const taken: { service: Service; port: PortMapping }[] = [];
    for (const service of file.services) {
      for (const port of portsOf(service)) {
        if (!port.published || !port.publishedSpan || port.node.inherited || port.hostIpUnknown) continue;
        const other = taken.find((t) => collide(t.port, port) && mayRunTogether(t.service, service) && !isVariant(t.service, service));
        if (other) {
          const choice = isChoice(other.port) || isChoice(port);
          const profiled = hasProfiles(other.service) !== hasProfiles(service);
          report(port.publishedSpan, profiled ? 'profile' : choice ? 'possible' : 'duplicate', {
            data: { service: service.name, other: other.service.name, port: port.publishedText ?? '', otherPort: other.port.publishedText ?? '' },
            related: [{ span: other.port.publishedSpan!, message: `"${other.service.name}" takes it here.` }],
            ...(profiled ? { severity: 'info' as const } : choice ? { severity: 'warning' as const } : {}),
          });
        }
        taken.push({ service, port });
      }
    }
  },
});

function hasProfiles(service: Service): boolean {
  return listOf(service.get('profiles')).length > 0;
}

/** The same thing built for two purposes, such as `app` and `dev`: nobody runs both. */
function isVariant(a: Service, b: Service): boolean {
  const [left, right] = [a.build, b.build];
  if (!left || !right) return false;
  const same = rawString(left.context) === rawString(right.context) && rawString(left.dockerfile) === rawString(right.dockerfile);
  return same && rawString(left.target) !== rawString(right.target);
}

function collide(a: PortMapping, b: PortMapping): boolean {
  if (a.protocol !== b.protocol || !overlaps(a.published!, b.published!)) return false;
  // Two that may choose get out of each other's way.
  if (isChoice(a) && isChoice(b)) return false;
  return isEveryInterface(a) || isEveryInterface(b) || a.hostIp === b.hostIp;
}

/** A range for one port of the container means: any free port of the range. */
function isChoice({ published, target }: PortMapping): boolean {
  return published!.from !== published!.to && target !== undefined && target.from === target.to;
}
