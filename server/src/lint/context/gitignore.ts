/** What git ignores in a build context: such files are made by tools, so that they may be missing in a checkout and there when the image is built. */
import { compilePattern } from '../dockerignore/pattern';
import type { PathTest } from '../dockerignore/pattern';
import { BoundedMap } from '../text/bounded-map';
import { directoryOf, relativeTo, uriKey } from '../workspace/uri';
import type { BuildContext } from './build-context';

interface GitPattern {
  readonly negated: boolean;
  readonly onlyDirectories: boolean;
  readonly matches: PathTest;
}

/** By text: the same few files are asked for again and again. */
const parsed = new BoundedMap<string, readonly GitPattern[]>(100);

/** Whether a path of the context, a directory where it ends with a slash, is ignored by a `.gitignore` in its directory or above. */
export function isGitIgnored(context: BuildContext, path: string): boolean {
  const directories: string[] = [];
  for (let at: string | undefined = context.uriOf(path.replace(/[^/]*\/?$/, '')); at !== undefined; at = directoryOf(at.replace(/\/$/, ''))) {
    directories.push(at.endsWith('/') ? at : `${at}/`);
    if (uriKey(at) === uriKey(context.top) || at.length <= context.top.length) break;
  }
  const uri = context.uriOf(path);
  return directories.some((directory) => {
    const text = context.textAbove(directory, '.gitignore');
    const relative = relativeTo(directory, uri);
    return typeof text === 'string' && relative !== undefined && ignores(text, relative);
  });
}

/** Whether a `.gitignore` with that text ignores a path below its directory, or a directory above the path. */
export function ignores(text: string, path: string): boolean {
  let patterns = parsed.get(text);
  if (!patterns) parsed.set(text, (patterns = text.split(/\r?\n/).flatMap(parseLine)));
  const parts = path.replace(/\/$/, '').split('/');
  return parts.some((_, i) => {
    const part = parts.slice(0, i + 1).join('/');
    const directory = i < parts.length - 1 || path.endsWith('/');
    const last = patterns.filter((pattern) => (directory || !pattern.onlyDirectories) && pattern.matches(part)).pop();
    return last !== undefined && !last.negated;
  });
}

function parseLine(line: string): GitPattern[] {
  const written = line.replace(/(?<!\\)[ \t]+$/, '');
  if (written === '' || written.startsWith('#')) return [];
  const negated = written.startsWith('!');
  const body = (negated ? written.slice(1) : written).replace(/^\\(?=[#!])/, '');
  const onlyDirectories = body.endsWith('/');
  const path = body.replace(/\/$/, '');
  // Without a slash inside, a pattern is for every level.
  const matches = compilePattern(path.includes('/') ? path.replace(/^\//, '') : `**/${path}`);
  return matches ? [{ negated, onlyDirectories, matches }] : [];
}
