import { setKey } from '../../daemon/edits';
import { isRootless, isWindows, placeOfMissing } from '../../daemon/missing';
import type { DaemonModel } from '../../daemon/model';
import { fieldOf, valueOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const usersNotRemapped = defineRule({
  name: 'users-not-remapped',
  target: 'daemon',
  severity: 'info',
  category: 'privilege',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.9'] },
  fix: 'unsafe',
  docs: {
    what: 'root in a container is root on the host (`userns-remap`).',
    why: 'With users remapped, a process that breaks out of its container is an ordinary user of the host, who owns nothing there.',
    bad: '{\n  "log-driver": "local"\n}\n',
    good: '{\n  "log-driver": "local",\n  "userns-remap": "default"\n}\n',
    exceptions: 'Silent for rootless daemons, and where the containerd image store is asked for, which cannot remap users. Images and containers that are there already are not seen any more after the change, --privileged and host namespaces need `--userns=host`, and the containerd image store, the default of new installations since Docker 29, is given up for it.',
  },
  messages: {
    missing: 'root in a container is root on the host, and stays it after a breakout. Set "userns-remap" to "default", or run Docker rootless.',
  },
  check(file, report) {
    if (isWindows(file) || isRootless(file) || hasContainerdStore(file)) return;
    const at = placeOfMissing(file, 'userns-remap');
    if (at) report(at, 'missing', { fixes: setKey(file, 'userns-remap', 'default') });
  },
});

/** By the user's own word: dockerd does not start with both. */
function hasContainerdStore(file: DaemonModel): boolean {
  const value = fieldOf(valueOf(file, 'features'), 'containerd-snapshotter')?.value;
  return value?.kind === 'boolean' && value.value;
}
