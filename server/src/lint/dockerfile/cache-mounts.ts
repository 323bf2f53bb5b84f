/** Cache mounts of RUN: where they lie, and which directories of tools they cover. */
import type { Instruction, Mount } from './model';

export interface CacheMount {
  readonly mount: Mount;
  /** Absolute, without a slash at the end. */
  readonly target: string;
}

/** Those whose target is known. */
export function cacheMountsOf(run: Instruction): readonly CacheMount[] {
  return run.mounts.flatMap((mount) => {
    const target = mount.option('target', 'dst', 'destination')?.value;
    return mount.type === 'cache' && target !== undefined && target.startsWith('/') && !target.includes('$') ? [{ mount, target: target.replace(/(?<=.)\/+$/, '') }] : [];
  });
}

/** The home directory of whoever it is. */
const home = /^(?:~|\$HOME|\$\{HOME\}|\/root|\/home\/[^/]+)(?=\/)/;

/** Whether a path is the directory or lies in it; a home directory is anybody's. */
export function isWithin(path: string, directory: string): boolean {
  const [one, other] = [path, directory].map((text) => text.replace(home, '~').replace(/\/+$/, '')) as [string, string];
  return one === other || one.startsWith(`${other}/`);
}
