import type { BuildContext } from '../../context/build-context';
import type { DockerfileContexts } from '../../context/choose';
import { mayBeGenerated } from '../../context/generated';
import { areManifestAndLock } from '../../context/lock-files';
import { contextSources, mayTakeFromContext } from '../../context/sources';
import type { ContextSource } from '../../context/sources';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

export const missingCopySource = defineRule({
  name: 'missing-copy-source',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'COPY, ADD or a bind mount takes a file or directory that is not in the build context.',
    why: 'The build stops at that instruction, after everything above it has run. A pattern that matches nothing is worse: BuildKit copies nothing and goes on.',
    bad: 'FROM python:3.14-slim\nWORKDIR /app\nCOPY requirement.txt ./\nCOPY app.py ./\nUSER 10001\nCMD ["python", "app.py"]\n',
    good: 'FROM python:3.14-slim\nWORKDIR /app\nCOPY requirements.txt ./\nCOPY app.py ./\nUSER 10001\nCMD ["python", "app.py"]\n',
    beside: { bad: { 'requirements.txt': 'flask==3.1.2\n', 'app.py': 'print("hello")\n' }, good: { 'requirements.txt': 'flask==3.1.2\n', 'app.py': 'print("hello")\n' } },
    exceptions:
      'The build context is the one that a Compose service names, or else the directory of the Dockerfile or one above it that its sources lie in. Silent where they lie beside a directory of Dockerfiles (docker build -f docker/Dockerfile app), and where three or more sources are named and none is there, as in a template for other projects. Silent for what a build makes first: paths that git ignores, output directories (dist, target, …), archives, compiled and private files; for build arguments in the path; and for a pattern beside sources that exist, which is how optional files are written.',
  },
  messages: {
    missing: '{source} is not in the build context {context}, so the build stops here.',
    meant: '{source} is not in the build context {context}, so the build stops here. Did you mean {meant}?',
    pattern: 'Nothing in the build context {context} matches {source}, so nothing is copied.',
  },
  looksAt: mayTakeFromContext,
  check(file, report, { workspace }) {
    const sources = contextSources(file);
    if (sources.every(({ path }) => path === '')) return;
    const contexts = workspace.contextsOf?.(file);
    if (!contexts) return;
    for (const source of sources) {
      if (source.path === '' || (source.glob && (source.partial || isOptional(source.path))) || !isMissing(source.path, contexts)) continue;
      const context = contexts.context ?? contexts.possible[0]!;
      if (context.ignores(source.path) || isEmptyAbove(source.path, context) || mayBeGenerated(context, source.path, source.written)) continue;
      const data = { source: source.written, context: context.shownRoot };
      if (source.glob) {
        if (bringsNothing(source, sources, contexts)) report(source.span, 'pattern', { data, severity: 'warning' });
        continue;
      }
      const meant = neighbourOf(source, sources, context);
      report(source.span, meant === undefined ? 'missing' : 'meant', { data: { ...data, ...(meant === undefined ? {} : { meant }) }, fixes: meant === undefined ? [] : replacement(file, source, meant) });
    }
  },
});

function isMissing(path: string, { possible }: DockerfileContexts): boolean {
  return possible.every((context) => context.expand(path)?.length === 0);
}

/** How people write that a file need not be there: `yarn.lock*`, `config.ya[m]l`. */
function isOptional(pattern: string): boolean {
  return /\w\.\w+[*?]$|\[\w\]/.test(pattern);
}

/** Wildcards of an instruction together: one of them may be there for files that need not exist. */
function bringsNothing(source: ContextSource, sources: readonly ContextSource[], contexts: DockerfileContexts): boolean {
  const { copy, heredocs } = source.instruction;
  const own = sources.filter(({ instruction }) => instruction === source.instruction);
  return heredocs.length === 0 && own.length === copy?.sources.length && own.every(({ path }) => isMissing(path, contexts));
}

/** Whether the directory that it should lie in is there and empty: a submodule that was not fetched, a directory that is filled later. */
function isEmptyAbove(path: string, context: BuildContext): boolean {
  for (let slash = path.lastIndexOf('/'); slash > 0; slash = path.lastIndexOf('/', slash - 1)) {
    const directory = path.slice(0, slash);
    if (context.kindOf(directory) === 'directory') return context.list(directory)?.every((entry) => /(?:^|\/)\.git(?:keep|ignore)?$/.test(entry.path)) !== false;
  }
  return false;
}

/** A path that exists and is spelled almost alike; none that the instruction takes as well, and no manifest for its lock file. */
function neighbourOf({ path, instruction }: ContextSource, sources: readonly ContextSource[], context: BuildContext): string | undefined {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const taken = new Set(sources.flatMap((other) => (other.instruction === instruction ? [other.path] : [])));
  const names = (context.list(slash < 0 ? '' : path.slice(0, slash)) ?? []).flatMap((entry) => {
    const other = entry.path.slice(slash + 1);
    return taken.has(entry.path) || areManifestAndLock(name, other) ? [] : [other];
  });
  const meant = names.find((other) => other.toLowerCase() === name.toLowerCase()) ?? likelyMeant(name, names);
  return meant === undefined ? undefined : path.slice(0, slash + 1) + meant;
}

/** Undefined where the word is written in a way that a replacement may break. */
function replacement(file: DockerfileModel, { span, written, path }: ContextSource, meant: string): RuleFix[] {
  const text = file.source.slice(span);
  const bare = written.replace(/\/$/, '');
  // What stands before the path stays: `./`, `/`.
  if (!text.includes(bare) || !bare.endsWith(path) || /["'\\\s$]/.test(meant)) return [];
  const newText = bare.slice(0, -path.length) + meant;
  return [{ title: `Use ${newText}`, applicability: 'unsafe', edits: [{ span, newText: text.replace(bare, () => newText) }] }];
}
