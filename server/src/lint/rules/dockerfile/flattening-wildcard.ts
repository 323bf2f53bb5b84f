import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

/** A wildcard in a directory, and the plain name of a file at the end. */
const pattern = /^(?:.*\/)?[^/]*[*?[][^/]*\/(?:[^/]*\/)*([^/*?[\]]+)$/;
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
    exceptions: 'Names with a wildcard of their own, and patterns that end in a directory, whose contents are put together. Ignore it where the pattern always has one match.',
  },
  messages: { same: 'All matches of {source} become one file, {name}, and each overwrites the one before. Add --parents, which keeps their directories.' },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      if (flagOf(instruction, 'parents')) continue;
      for (const source of instruction.copy?.sources ?? []) {
        const path = source.resolved;
        const name = path === undefined || /^[a-z][a-z\d+.-]*:\/\//i.test(path) ? undefined : pattern.exec(path)?.[1];
        if (path === undefined || name === undefined || !fileName.test(name)) continue;
        const at = instruction.keywordSpan.end;
        const fix = { title: 'Add --parents', applicability: 'unsafe' as const, edits: [{ span: { start: at, end: at }, newText: ' --parents' }] };
        report(source.span, 'same', { data: { source: path, name }, fixes: instruction.keyword === 'COPY' ? [fix] : [] });
      }
    }
  },
});
