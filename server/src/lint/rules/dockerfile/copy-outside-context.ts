import type { DockerfileContexts } from '../../context/choose';
import { contextSourceAt } from '../../context/sources';
import type { ContextSource } from '../../context/sources';
import type { DockerfileModel } from '../../dockerfile/model';
import type { RuleFix } from '../../rule';
import { defineRule } from '../../rule';

export const copyOutsideContext = defineRule({
  name: 'copy-outside-context',
  target: 'dockerfile',
  keywords: ['COPY', 'ADD'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A source of COPY or ADD climbs out of the build context.',
    why: 'The builder sees the build context only. The classic builder stops with "forbidden path outside the build context"; BuildKit drops the ".." and looks for the path inside, where it is missing, another file, or the one that was meant if the context is the directory above.',
    bad: 'FROM alpine:3.24\nCOPY ../shared/app.conf /etc/app.conf\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nCOPY shared/app.conf /etc/app.conf\nUSER 10001\nCMD ["httpd", "-f"]\n',
    beside: { bad: { 'shared/app.conf': 'port = 8080\n' }, good: { 'shared/app.conf': 'port = 8080\n' } },
    exceptions: 'With --from the path is in another image, where ".." cannot leave the root directory. Where the build context is known and has the path that BuildKit makes of it, the build goes on, and the finding is a note.',
  },
  messages: {
    outside: '{source} leads out of the build context, which the builder cannot see. Build from the directory above (docker build -f), or add it with --build-context.',
    dropped: 'BuildKit drops the ".." that leads out of the build context and takes {path}; the classic builder stops here. Write {path}.',
  },
  check(file, report, { workspace }) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const { copy } = instruction;
      if (!copy || copy.from) continue;
      for (const source of copy.sources) {
        const path = source.resolved ?? source.value;
        if (/^[a-z]+:\/\//i.test(path) || !climbsOut(path)) continue;
        const contexts = workspace.contextsOf?.(file);
        const inside = contextSourceAt(file, source.span);
        if (inside && isThere(inside, contexts)) report(source.span, 'dropped', { severity: 'info', data: { path: insideOf(inside) }, fixes: rewritten(file, inside, contexts) });
        else report(source.span, 'outside', { data: { source: path } });
      }
    }
  },
});

/** Whether the path without what leads out of the context is in it, or in one of those that it may be. What leads to nothing but out of it is the context itself. */
function isThere({ path }: ContextSource, contexts: DockerfileContexts | undefined): boolean {
  return path === '' ? contexts !== undefined : contexts?.possible.some((context) => (context.expand(path)?.length ?? 0) > 0) === true;
}

/** As the builder reads it; a slash at the end stays. */
function insideOf({ path, written }: ContextSource): string {
  return path === '' ? '.' : written.endsWith('/') ? `${path}/` : path;
}

/** Only where it is certain which directory is the context, and the word is written plainly. */
function rewritten(file: DockerfileModel, source: ContextSource, contexts: DockerfileContexts | undefined): RuleFix[] {
  const newText = insideOf(source);
  if (!contexts?.context || file.source.slice(source.span) !== source.written || source.written.includes('\\')) return [];
  return [{ title: `Write ${newText}`, applicability: 'safe', edits: [{ span: source.span, newText }] }];
}

function climbsOut(path: string): boolean {
  let depth = 0;
  for (const part of path.split(/[/\\]/)) {
    if (part === '..') depth--;
    // A variable may be any number of directories.
    else if (part.includes('$')) return false;
    else if (part !== '' && part !== '.') depth++;
    if (depth < 0) return true;
  }
  return false;
}
