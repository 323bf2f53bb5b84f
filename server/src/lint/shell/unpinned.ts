/** Packages that are installed in whatever version is newest. */
import type { DockerfileModel } from '../dockerfile/model';
import type { Report } from '../rule';
import type { PackageAction, PackageArgument, PackageInstall } from './managers';
import type { ShellWord } from './model';
import { callsOf } from './package-commands';
import { templateOf } from './words';

/** Versions that are none: tags that the publisher moves, and branches. */
const movingVersion = /^(?:latest|upgrade|next|beta|canary|nightly|stable|master|main|trunk|head|\*|x|dev-(?:master|main)|)$/i;

/**
 * Reports every word of the managers' installs that holds packages without a version: no operator, a version that moves, a repository without a commit or tag. Constraint files pin from outside.
 */
export function reportUnpinned(file: DockerfileModel, report: Report<'unpinned'>, managers: readonly string[], ...actions: PackageAction[]): void {
  for (const { call } of callsOf(file, managers, ...(actions.length > 0 ? actions : (['install'] as const)))) {
    if (call.files.some((listed) => listed.kind === 'constraints')) continue;
    const byWord = new Map<ShellWord, string[]>();
    for (const item of call.packages) {
      if (!isUnpinned(item, call)) continue;
      const names = byWord.get(item.word) ?? [];
      names.push(item.name);
      byWord.set(item.word, names);
    }
    for (const [word, names] of byWord) report(word.span, 'unpinned', { data: { package: names.join(', ') } });
  }
}

/** False for what is not known, for files and directories, and for what the call takes away. */
export function isUnpinned(item: PackageArgument, call: PackageInstall): boolean {
  if (item.removes || item.release !== undefined) return false;
  switch (item.kind) {
    case 'package':
      // `cargo install --git ADDRESS NAME`; a --path is of the project.
      if (call.manager.family === 'rust' && call.has('--path', '--git')) return !call.has('--path', '--rev', '--tag');
      return item.operator === undefined || (isMoving[call.manager.family] === true && item.version !== undefined && movingVersion.test(item.version));
    case 'vcs':
      return repositoryUnpinned(item.name.includes('/') ? item.name : templateOf(item.word), call);
    case 'group':
      // Streams of modules: `dnf module install tomcat:9`.
      return call.subcommand === 'module install' && !item.name.includes(':');
    default:
      return false;
  }
}

/** Families in whose versions words may stand. */
const isMoving: Readonly<Record<string, boolean>> = { go: true, node: true, php: true, rust: true };

/** `git+https://host/path@ref` of pip, `…#ref` of npm. */
function repositoryUnpinned(address: string, call: PackageInstall): boolean {
  if (call.manager.family === 'node') return !address.includes('#');
  if (call.manager.family !== 'python') return false;
  const path = address.replace(/^.*?@\s*(?=\w+\+)/, '').replace(/[#?].*$/, '').replace(/^[a-z+]+:\/\/[^/]*/i, '');
  return !/@[^/@]+$/.test(path) || movingVersion.test(/@([^/@]+)$/.exec(path)![1]!);
}
