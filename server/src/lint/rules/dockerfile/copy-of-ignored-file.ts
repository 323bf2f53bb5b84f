import type { BuildContext } from '../../context/build-context';
import { contextSources, mayTakeFromContext } from '../../context/sources';
import { appendLines } from '../../dockerignore/edits';
import type { IgnorePattern } from '../../dockerignore/model';
import { defineRule } from '../../rule';
import { hasWildcard } from '../../text/go-path';
import { fileName } from '../../workspace/uri';

export const copyOfIgnoredFile = defineRule({
  name: 'copy-of-ignored-file',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { buildkit: ['CopyIgnoredFile'] },
  fix: 'unsafe',
  docs: {
    what: 'COPY, ADD or a bind mount takes something that `.dockerignore` keeps from the builder.',
    why: 'The builder never gets the file, so that the build stops with "not found" although the file is plainly there.',
    bad: 'FROM node:24-alpine\nCOPY package.json package-lock.json ./\nUSER 10001\nCMD ["node", "app.js"]\n',
    good: 'FROM node:24-alpine\nCOPY package.json package-lock.json ./\nUSER 10001\nCMD ["node", "app.js"]\n',
    beside: {
      bad: { '.dockerignore': '*.json\n!package.json\n', 'package.json': '{}\n', 'package-lock.json': '{}\n' },
      good: { '.dockerignore': '*.json\n!package*.json\n', 'package.json': '{}\n', 'package-lock.json': '{}\n' },
    },
    exceptions: 'A directory that is ignored and from which an exception (`!`) brings something back is fine. Where a pattern stands for several files, all of them must be ignored.',
  },
  messages: {
    ignored: '{source} is kept from the builder by "{pattern}" in {ignoreFile}, so the build does not find it. Take the pattern out, or add the exception "!{exception}" below it.',
    everything: 'Everything is kept from the builder by "{pattern}" in {ignoreFile}, so nothing is copied. Add exceptions (!src) for what the image needs.',
  },
  looksAt: mayTakeFromContext,
  check(file, report, { workspace }) {
    const sources = contextSources(file);
    const context = sources.length > 0 ? workspace.contextsOf?.(file)?.context : undefined;
    const ignore = context?.ignore;
    if (!context || !ignore || ignore.patterns.length === 0) return;
    for (const source of sources) {
      if (source.partial) continue;
      const pattern = source.path === '' ? ignoresEverything(context) : ignoresSource(source.path, context);
      if (!pattern) continue;
      const exception = source.path;
      report(source.span, source.path === '' ? 'everything' : 'ignored', {
        data: { source: source.written, pattern: pattern.text, ignoreFile: fileName(ignore.uri), exception },
        related: [{ uri: ignore.uri, range: ignore.source.range(pattern.span), message: 'This pattern keeps it from the builder.' }],
        fixes: source.path === '' ? [] : [{
          title: `Add "!${exception}" to ${fileName(ignore.uri)}`,
          applicability: 'unsafe',
          edits: [appendLines(ignore, [`!${exception}`])],
        }],
      });
    }
  },
});

/** The pattern that leaves nothing at all in the context. */
function ignoresEverything({ ignore }: BuildContext): IgnorePattern | undefined {
  if (!ignore || ignore.matcher.hasExceptions) return undefined;
  return ignore.patterns.find(({ pattern }) => pattern === '*' || pattern === '**' || pattern === '**/*');
}

/** The pattern that keeps a source out, wholly. */
function ignoresSource(path: string, context: BuildContext): IgnorePattern | undefined {
  const matcher = context.ignore!.matcher;
  const paths = context.expand(path);
  if (!paths) return undefined;
  // What a build makes first would be ignored as well; with exceptions it depends on what is in it.
  if (paths.length === 0) return hasWildcard(path) || matcher.hasExceptions || !matcher.ignores(path) ? undefined : matcher.decisive(path);
  let first: IgnorePattern | undefined;
  for (const each of paths) {
    if (!matcher.ignores(each)) return undefined;
    if (matcher.hasExceptions && context.kindOf(each) !== 'file' && holdsExceptions(each, context) !== false) return undefined;
    first ??= matcher.decisive(each);
  }
  return first;
}

/** Whether something in an ignored directory is brought back; undefined where that is not known. */
function holdsExceptions(directory: string, context: BuildContext): boolean | undefined {
  const walk = context.walk();
  if (!walk?.complete || context.kindOf(directory) !== 'directory') return undefined;
  return walk.entries.some(({ path }) => path.startsWith(`${directory}/`) && !context.ignore!.matcher.ignores(path));
}
