/** Places of the host that a Compose file mounts: bind mounts of services and named volumes that stand for a host path. */
import type { Span } from '../text/span';
import type { ComposeModel, Service } from './model';
import { entryOf, listOf, rawString, stringOf, valueAt } from './values';
import { parseVolume } from './volumes';
import type { VolumeMount } from './volumes';

export interface HostMount {
  /** As written, variables without a default left in. */
  readonly source: string;
  readonly sourceSpan: Span;
  readonly readOnly: boolean;
  /** The service, or the volume's name where the mount is in the top-level `volumes`. */
  readonly owner: string;
  readonly service?: Service;
  readonly mount?: VolumeMount;
}

/** The mounts of a service, all types. */
export function mountsOf(service: Service): readonly VolumeMount[] {
  return listOf(service.get('volumes')).flatMap((node) => parseVolume(node) ?? []);
}

export function hostMounts(file: ComposeModel): readonly HostMount[] {
  const mounts: HostMount[] = [];
  for (const service of file.services) {
    for (const mount of mountsOf(service)) {
      // What a variable names may be a path or a volume.
      if (mount.source === undefined || (mount.type !== 'bind' && mount.type !== 'npipe' && !mount.source.startsWith('$'))) continue;
      mounts.push({ source: mount.source, sourceSpan: mount.sourceSpan, readOnly: mount.readOnly, owner: service.name, service, mount });
    }
  }
  for (const entry of entryOf(file.root, 'volumes')?.value.entries ?? []) {
    const options = valueAt(entry.value, 'driver_opts');
    for (const key of ['device', 'mountpoint']) {
      const node = valueAt(options, key);
      const source = rawString(node);
      if (!node || !source?.startsWith('/')) continue;
      const readOnly = /(?:^|,)ro(?:,|$)/.test(stringOf(valueAt(options, 'o')) ?? '');
      mounts.push({ source, sourceSpan: node.span, readOnly, owner: entry.key });
    }
  }
  return mounts;
}

/**
 * How much harm a mounted host path can do. `system`: who can write there is root on the host. `control`: writing there takes the host or its containers over with
 * some more effort, or reading there shows its secrets. `outside`: a directory of the system that is not the project's.
 */
export type PathRisk = 'system' | 'control' | 'outside';

const system = ['/', '/proc', '/etc', '/root', '/boot', '/usr', '/bin', '/sbin', '/lib', '/lib64'];
/** As `system`, with everything below. */
const systemBelow = [
  '/etc/cron.d', '/etc/cron.daily', '/etc/cron.hourly', '/etc/crontab', '/etc/sudoers', '/etc/sudoers.d', '/etc/passwd', '/etc/shadow', '/etc/group', '/etc/ssh', '/etc/systemd', '/etc/init.d',
  '/etc/pam.d', '/etc/profile.d', '/etc/ld.so.preload', '/etc/ld.so.conf.d', '/root/.ssh', '/boot', '/bin', '/sbin', '/lib', '/lib64', '/usr/bin', '/usr/sbin', '/usr/lib', '/usr/local/bin',
  '/usr/local/sbin', '/var/spool/cron', '/usr/lib/systemd', '/lib/systemd',
];
const control = ['/lib/modules', '/usr/lib/modules', '/dev', '/sys', '/home', '/var', '/run', '/var/run', '/var/lib', '~', '$HOME', '${HOME}'];
const controlBelow = [
  '/var/lib/docker', '/var/lib/containerd', '/var/lib/containers', '/var/lib/kubelet', '/var/lib/rancher', '/run/containerd', '/proc/sys', '/sys/kernel', '/etc/kubernetes', '/etc/docker',
  '~/.ssh', '~/.aws', '~/.kube', '~/.docker', '~/.gnupg', '~/.azure', '~/.config/gcloud',
];
const outside = ['/bin', '/sbin', '/boot', '/cdrom', '/dev', '/etc', '/home', '/lib', '/media', '/proc', '/root', '/run', '/srv', '/usr', '/var', '/sys'];

/** Mounted everywhere, for good reasons, and readable by every user of the host anyway. */
const harmless = [
  '/etc/localtime', '/etc/timezone', '/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc/machine-id', '/etc/os-release', '/etc/ssl', '/etc/pki', '/etc/letsencrypt', '/usr/share/zoneinfo',
  '/usr/share/ca-certificates', '/usr/local/share/ca-certificates', '/dev/shm', '/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/dev/dri', '/dev/snd', '/dev/net/tun', '/dev/fuse',
];
const harmlessReadOnly = ['/etc/passwd', '/etc/group', '/lib/modules', '/usr/lib/modules', '/sys/fs/cgroup', '/run/udev'];

export function pathRisk(source: string, readOnly: boolean): PathRisk | undefined {
  const path = normalizePath(source);
  if (under(path, harmless) || (readOnly && under(path, harmlessReadOnly))) return undefined;
  if (control.includes(path)) return 'control';
  if (system.includes(path) || under(path, systemBelow)) return 'system';
  if (under(path, controlBelow)) return 'control';
  return under(path, outside) ? 'outside' : undefined;
}

/** Without double and final slashes, `.` and `..`; the home directory as `~`; the root of a Windows drive as `/`. */
export function normalizePath(source: string): string {
  const unified = source.replace(/^(?:\$HOME|\$\{HOME\})(?=\/|$)/, '~').replace(/^[A-Za-z]:[\\/]$/, '/');
  if (!unified.startsWith('/')) return unified.replace(/\/+$/, '') || unified;
  const parts: string[] = [];
  for (const part of unified.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

function under(path: string, roots: readonly string[]): boolean {
  return roots.some((root) => path === root || path.startsWith(`${root}/`));
}

/** Sockets through which a container runtime is commanded, also as the target of a source that a variable names. */
export function isRuntimeSocket(mount: HostMount): boolean {
  const socket = /(?:^|[\\/])(?:docker|containerd|podman|crio|cri-dockerd|dockershim|buildkitd)\.sock$|[\\/]pipe[\\/]docker_engine$/i;
  const unknown = mount.source.startsWith('$') && !/[\\/]/.test(mount.source);
  return socket.test(mount.source) || (unknown && socket.test(mount.mount?.target ?? ''));
}
