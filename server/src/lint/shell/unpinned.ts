/** Packages that are installed in whatever version is newest. */
import type { DockerfileModel } from '../dockerfile/model';
import type { Report } from '../rule';
import { callsOf } from './package-commands';

/** Reports every package of the managers' installs that names no version. */
export function reportUnpinned(file: DockerfileModel, report: Report<'unpinned'>, managers: readonly string[], ...actions: ('install' | 'run')[]): void {
  for (const { call } of callsOf(file, managers, ...(actions.length > 0 ? actions : (['install'] as const)))) {
    if (call.files.some((listed) => listed.kind === 'constraints')) continue;
    for (const item of call.packages) {
      if (item.kind !== 'package' || item.operator !== undefined || item.release !== undefined || item.removes) continue;
      report(item.word.span, 'unpinned', { data: { package: item.name } });
    }
  }
}
