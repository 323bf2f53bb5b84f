import type { BuildContext } from '../../context/build-context';
import { isGitIgnored } from '../../context/gitignore';
import type { DockerignoreModel, IgnorePattern } from '../../dockerignore/model';
import { defineRule } from '../../rule';
import { baseName, hasWildcard } from '../../text/go-path';
import { editDistance } from '../../text/nearest';

/** Shorter names have neighbours by chance. */
const shortestName = 5;

export const misspeltIgnorePattern = defineRule({
  name: 'misspelt-ignore-pattern',
  target: 'dockerignore',
  severity: 'info',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A pattern names nothing in the build context, while something that is spelled almost alike is there and not left out; or it separates directories with a backslash.',
    why: 'What the line should keep out goes to the builder, and from there into the image. Nothing says that a pattern had no effect. A backslash separates directories on Windows only.',
    bad: '.git\nsecret.json\n',
    good: '.git\nsecrets.json\n',
    beside: { bad: { 'secrets.json': '', Dockerfile: 'FROM alpine:3.24\nUSER 10001\n' }, good: { 'secrets.json': '', Dockerfile: 'FROM alpine:3.24\nUSER 10001\n' } },
    exceptions: 'Only names of five characters and more that differ by one character, or in upper and lower case alone; a dot at the start makes another name. Silent for what git ignores and what tools make, which may be there at other times, and where files are not known.',
  },
  messages: {
    meant: 'Nothing here is called {pattern}, and {meant} is not left out. Did you mean {meant}?',
    exception: 'Nothing here is called {pattern}, and {meant} is left out. Did you mean !{meant}?',
    backslash: 'Only Windows takes a backslash for a separator; elsewhere it changes the meaning of what is behind it, and this does not match {slashes}. Write it with slashes.',
  },
  check(file, report, { workspace }) {
    const context = file.patterns.length > 0 ? workspace.ignoreFileUse?.(file.uri)?.context : undefined;
    for (const entry of file.patterns) {
      const { pattern, negated, span } = entry;
      if (/[\w*]\\[A-Za-z0-9_]/.test(pattern)) {
        const slashes = pattern.replace(/\\/g, '/');
        report(span, 'backslash', { data: { slashes }, fixes: [replacement(entry, slashes)] });
        continue;
      }
      const meant = context && meantBy(entry, file, context);
      if (meant !== undefined) report(span, negated ? 'exception' : 'meant', { data: { pattern, meant }, fixes: [replacement(entry, meant)] });
    }
  },
});

/** Names that are in ignore files because tools make what they name, or because templates have them. */
const common = /^(?:\.?builds?|__pycache__|node_modules|coverage|target|output|release|vendor|\.(?:idea|vscode|cache|tox|next|nuxt|venv|env(?:\..*)?|git(?:ignore|attributes|hub|lab-ci\.yml)?|editorconfig|DS_Store|.*rc)|tests?|specs?|docs?|examples?|scripts?|logs?|Thumbs\.db|.*\.(?:log|pid|tgz|zip|db|sqlite3?))$/i;

function meantBy({ pattern, negated }: IgnorePattern, file: DockerignoreModel, context: BuildContext): string | undefined {
  const anywhere = pattern.startsWith('**/');
  const path = anywhere ? pattern.slice(3) : pattern;
  const name = baseName(path);
  if (hasWildcard(path) || path.includes('\\') || (anywhere && path.includes('/')) || name.length < shortestName || common.test(name)) return undefined;
  const directory = path.slice(0, path.length - name.length);
  const walk = context.walk();
  if (!walk?.complete) return undefined;
  const entries = anywhere ? walk.entries.map((entry) => entry.path) : (context.list(directory.replace(/\/$/, '')) ?? []).map((entry) => entry.path);
  if (entries.some((entry) => baseName(entry) === name) || isGitIgnored(context, path) || isGitIgnored(context, `${path}/`)) return undefined;
  const near = entries.find((entry) => isNear(name, baseName(entry)) && file.matcher.ignores(entry) === negated && !isNamed(baseName(entry), file));
  return near === undefined ? undefined : anywhere ? `**/${baseName(near)}` : near;
}

function isNear(name: string, other: string): boolean {
  if (name.startsWith('.') !== other.startsWith('.')) return false;
  return other.toLowerCase() === name.toLowerCase() || (Math.abs(other.length - name.length) < 2 && editDistance(name, other) === 1);
}

/** Whether an exception names it, so that it is wanted. */
function isNamed(name: string, { patterns }: DockerignoreModel): boolean {
  return patterns.some(({ pattern, negated }) => negated && baseName(pattern) === name);
}

function replacement({ span, negated }: IgnorePattern, pattern: string): { title: string; applicability: 'unsafe'; edits: { span: IgnorePattern['span']; newText: string }[] } {
  const newText = negated ? `!${pattern}` : pattern;
  return { title: `Use ${newText}`, applicability: 'unsafe', edits: [{ span, newText }] };
}
