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
  reportPackages(file, report, 'unpinned', isUnpinned, managers, actions);
}

/** Reports every word of the managers' installs whose packages are at a tag that the publisher moves, or at a repository without a commit. */
export function reportMoving(file: DockerfileModel, report: Report<'moving'>, managers: readonly string[]): void {
  reportPackages(file, report, 'moving', isMovingNode, managers, []);
}

function reportPackages<M extends string>(file: DockerfileModel, report: Report<M>, message: M, applies: typeof isUnpinned, managers: readonly string[], actions: readonly PackageAction[]): void {
  for (const { call } of callsOf(file, managers, ...(actions.length > 0 ? actions : (['install'] as const)))) {
    if (call.files.some((listed) => listed.kind === 'constraints')) continue;
    const byWord = new Map<ShellWord, string[]>();
    for (const item of call.packages) {
      if (!applies(item, call)) continue;
      const names = byWord.get(item.word) ?? [];
      names.push(item.name);
      byWord.set(item.word, names);
    }
    for (const [word, names] of byWord) report(word.span, message, { data: { package: names.join(', ') } });
  }
}

/** False for what is not known, for files and directories, and for what the call takes away. */
export function isUnpinned(item: PackageArgument, call: PackageInstall): boolean {
  if (item.removes || item.release !== undefined) return false;
  switch (item.kind) {
    case 'package':
      // `cargo install --git ADDRESS NAME`; a --path is of the project.
      if (call.manager.family === 'rust' && call.has('--path', '--git')) return !call.has('--path', '--rev', '--tag');
      return (item.operator === undefined && !hasSingleEquals(item, call)) || (isMoving[call.manager.family] === true && item.version !== undefined && movingVersion.test(item.version));
    case 'vcs':
      return call.manager.family === 'python' && pythonRepositoryUnpinned(item.name.includes('/') ? item.name : templateOf(item.word));
    case 'group':
      // Streams of modules: `dnf module install tomcat:9`.
      return call.subcommand === 'module install' && !item.name.includes(':');
    default:
      return false;
  }
}

/** `pip install django=5`: no version for pip, which refuses it. */
export function hasSingleEquals(item: PackageArgument, call: PackageInstall): boolean {
  return call.manager.family === 'python' && item.kind === 'package' && item.operator === undefined && singleEquals.test(item.word.value ?? '');
}

const singleEquals = /^[\w.-]+(?:\[[\w.,-]*\])?=[\w.*]/;

/** `typescript@latest`, `git://host/path` of npm and its relatives: something is named, and its owner moves it. */
function isMovingNode(item: PackageArgument): boolean {
  if (item.removes || item.release !== undefined) return false;
  if (item.kind === 'vcs') return !(item.name.includes('/') ? item.name : templateOf(item.word)).includes('#');
  return item.kind === 'package' && item.operator !== undefined && item.version !== undefined && movingVersion.test(item.version);
}

/** Families in whose versions words may stand; for those of Node a rule of its own looks at them. */
const isMoving: Readonly<Record<string, boolean>> = { go: true, php: true, rust: true };

/** `git+https://host/path@ref` of pip. */
function pythonRepositoryUnpinned(address: string): boolean {
  const path = address.replace(/^.*?@\s*(?=\w+\+)/, '').replace(/[#?].*$/, '').replace(/^[a-z+]+:\/\/[^/]*/i, '');
  return !/@[^/@]+$/.test(path) || movingVersion.test(/@([^/@]+)$/.exec(path)![1]!);
}
