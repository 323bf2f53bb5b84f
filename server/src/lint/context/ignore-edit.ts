/** The fix that keeps more of a context from the builder. */
import { appendLines } from '../dockerignore/edits';
import type { RuleFix } from '../rule';
import { fileName } from '../workspace/uri';
import type { BuildContext } from './build-context';

/** Adds patterns to the ignore file in force, or makes one. Undefined where it is not known which. */
export function ignoreFix(context: BuildContext, patterns: readonly string[]): RuleFix | undefined {
  const { ignore, root } = context;
  if (ignore === undefined || patterns.length === 0) return undefined;
  const what = patterns.length > 2 ? `${patterns[0]} and ${patterns.length - 1} more` : patterns.join(' and ');
  if (ignore) return { title: `Add ${what} to ${fileName(ignore.uri)}`, applicability: 'unsafe', edits: [appendLines(ignore, patterns)] };
  return { title: `Write a .dockerignore with ${what}`, applicability: 'unsafe', edits: [], creates: [{ create: `${root}.dockerignore`, content: patterns.map((pattern) => `${pattern}\n`).join('') }] };
}
