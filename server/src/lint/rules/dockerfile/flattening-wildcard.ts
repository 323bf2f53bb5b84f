import { contextSourceAt } from '../../context/sources';
import { flagOf } from '../../dockerfile/syntax';
import type { DockerfileModel, Word } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { Workspace } from '../../workspace/model';

/** A wildcard in a directory, and the plain name of a file at the end. */
const pattern = /^(?:.*\/)?[^/]*[*?[][^/]*\/(?:[^/]*\/)*([^/*?[\]]+)$/;
/** Every part of a project has one. */
const manifest = /^(?:package(?:-lock)?\.json|pom\.xml|build\.gradle(?:\.kts)?|Cargo\.(?:toml|lock)|go\.(?:mod|sum)|pyproject\.toml|requirements\.txt|composer\.(?:json|lock)|mix\.exs)$/;
/** Names of directories have no extension, as a rule. */
const fileName = /[^.]\.\w{1,10}$|^(?:[A-Z]\w*file|LICENSE|README|\.\w+rc|\.npmrc|go\.(?:mod|sum))$/;

export const flatteningWildcard = defineRule({
  name: 'flattening-wildcard',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'COPY takes a file of the same name out of several directories.',
    why: 'COPY does not keep directories of its sources. All matches get the same path in the image, and each overwrites the one before, so that only the last is there.',
    bad: 'FROM alpine:3.24\nCOPY packages/*/package.json /app/packages/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY --parents packages/*/package.json /app/\nUSER 10001\n',
    exceptions: 'Names with a wildcard of their own, and patterns that end in a directory, whose contents are put together. Often a wildcard stands for a name that depends on the platform or a version (`lib/*/libx.so`) and has one match: where the build context is not known, or another stage has the files, only manifests such as package.json are reported.',
  },
  messages: { same: 'All matches of {source} become one file, {name}, and each overwrites the one before. Add --parents, which keeps their directories.' },
  check(file, report, { workspace }) {
    for (const instruction of file.all('COPY', 'ADD')) {
      if (flagOf(instruction, 'parents')) continue;
      for (const source of instruction.copy?.sources ?? []) {
        const path = source.resolved;
        const name = path === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(path) ? undefined : pattern.exec(path)?.[1];
        if (path === undefined || name === undefined || !fileName.test(name) || !isTakenTwice(file, source, name, workspace)) continue;
        const at = instruction.keywordSpan.end;
        const fix = { title: 'Add --parents', applicability: 'unsafe' as const, edits: [{ span: { start: at, end: at }, newText: ' --parents' }] };
        report(source.span, 'same', { data: { source: path, name }, fixes: instruction.keyword === 'COPY' ? [fix] : [] });
      }
    }
  },
});

function isTakenTwice(file: DockerfileModel, source: Word, name: string, workspace: Workspace): boolean {
  const path = contextSourceAt(file.whole ?? file, source.span)?.path;
  const matches = path === undefined ? 0 : (workspace.contextsOf?.(file.whole ?? file)?.context?.expand(path)?.length ?? 0);
  return matches === 0 ? manifest.test(name) : matches > 1;
}
