import assert from 'node:assert/strict';
import { copyOfIgnoredFile } from '../../../server/src/lint/rules/dockerfile/copy-of-ignored-file';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { TestFile } from '../../helpers/workspace';

const project = { 'package.json': '{}', 'a.md': '', 'b.md': '', 'src/index.js': '', 'docs/a.txt': '', 'docs/keep.txt': '' };
const under = (ignore: string, more: Readonly<Record<string, TestFile>> = {}) => workspaceOf({ ...project, '.dockerignore': ignore, ...more });

describe('copy-of-ignored-file', () => {
  it('reports what the builder never gets', () => {
    checkRule(
      copyOfIgnoredFile,
      `
FROM node:24
COPY package.json ./docs/a.txt /app/
                  ^^^^^^^^^^^^ error copy-of-ignored-file/ignored
ADD docs \\
    ^^^^ error copy-of-ignored-file/ignored
    src /app/
COPY ["a.md", "/app/"]
       ^^^^ error copy-of-ignored-file/ignored
COPY *.md /app/
     ^^^^ error copy-of-ignored-file/ignored
RUN --mount=type=bind,source=docs/a.txt,target=/a.txt cat /a.txt
                             ^^^^^^^^^^ error copy-of-ignored-file/ignored
`, { workspace: under('docs\n*.md\n') },
    );
  });

  it('reports a copy of the whole context where nothing is left of it', () => {
    checkRule(copyOfIgnoredFile, 'FROM a\nCOPY . /app/\n     ^ error copy-of-ignored-file/everything\n', { workspace: under('# all\n**\n') });
    checkClean(copyOfIgnoredFile, 'FROM a\nCOPY . /app/\n', { workspace: under('*\n!src\n') });
  });

  it('is silent where an exception brings something back, and where only some of the files are ignored', () => {
    checkClean(copyOfIgnoredFile, 'FROM a\nCOPY docs docs/keep.txt *.md /app/\n', { workspace: under('docs\n!docs/keep.txt\na.md\n') });
    checkRule(copyOfIgnoredFile, 'FROM a\nCOPY docs src /app/\n          ^^^ error copy-of-ignored-file/ignored\n', { workspace: under('*\n!docs/keep.txt\n') });
  });

  it('reports what is made first too: it would be ignored as well', () => {
    checkRule(copyOfIgnoredFile, 'FROM a\nCOPY dist/app.js /app/\n     ^^^^^^^^^^^ error copy-of-ignored-file/ignored\n', { workspace: under('dist\n') });
    checkClean(copyOfIgnoredFile, 'FROM a\nCOPY dist/*.js dist /app/\n', { workspace: under('dist\n!dist/*.js\n') });
  });

  it('reads the ignore file that is in force', () => {
    const missing = 'FROM a\nCOPY a.md /app/\n';
    const found = (files: Record<string, TestFile>, uri?: string): number => findingsOf(copyOfIgnoredFile, missing, { workspace: workspaceOf({ ...project, ...files }), ...(uri ? { uri } : {}) }).length;
    assert.equal(found({ 'Dockerfile.dockerignore': '*.md\n' }), 1, 'the one that is named after the Dockerfile');
    assert.equal(found({ 'Dockerfile.dockerignore': 'x\n', '.dockerignore': '*.md\n' }), 0, 'which is read in place of the common one');
    assert.equal(found({ '.dockerignore': '*.md\n', 'dev.Dockerfile': missing }, 'file:///project/dev.Dockerfile'), 1);
    assert.equal(found({ '.containerignore': '*.md\n' }), 0, 'of two builders it is not known which');
    const compose = { 'compose.yaml': 'services:\n  a: { build: { context: ., dockerfile: docker/Dockerfile } }\n', 'docker/Dockerfile': missing };
    assert.equal(found({ ...compose, '.dockerignore': '*.md\n' }, 'file:///project/docker/Dockerfile'), 1);
    assert.equal(found({ ...compose, 'docker/.dockerignore': '*.md\n' }, 'file:///project/docker/Dockerfile'), 0);
  });

  it('is silent for what does not come from the context, for what options choose, and where nothing is known', () => {
    const text = '# syntax=docker/dockerfile:1\nFROM a AS b\nFROM a\nCOPY --from=b a.md ./\nCOPY --exclude=x a.md ./\nADD https://example.com/a.md ./\nCOPY <<a.md /x\na.md\n';
    checkClean(copyOfIgnoredFile, text, { workspace: under('*.md\n') });
    checkClean(copyOfIgnoredFile, 'FROM a\nCOPY a.md ./\n');
    checkClean(copyOfIgnoredFile, 'FROM a\nCOPY a.md ./\n', { workspace: workspaceOf({ ...project, '.dockerignore': '*.md\n' }, { unknown: ['file:///project/'] }) });
  });

  it('names the pattern, and offers an exception', () => {
    const [finding] = findingsOf(copyOfIgnoredFile, 'FROM a\nCOPY ./docs/a.txt /app/\n', { workspace: under('docs\n') });
    assert.match(finding!.message, /"docs" in \.dockerignore/);
    assert.deepEqual(finding!.related.map(({ uri, range }) => [uri, range.start, range.end]), [['file:///project/.dockerignore', { line: 0, character: 0 }, { line: 0, character: 4 }]]);
    assert.deepEqual(finding!.fixes.map(({ title, edits }) => [title, edits.map(({ uri, newText, range }) => [uri, range.start.line, newText])]), [
      ['Add "!docs/a.txt" to .dockerignore', [['file:///project/.dockerignore', 1, '!docs/a.txt\n']]],
    ]);
  });
});
