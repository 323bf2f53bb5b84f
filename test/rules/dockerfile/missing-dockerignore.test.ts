import assert from 'node:assert/strict';
import { missingDockerignore } from '../../../server/src/lint/rules/dockerfile/missing-dockerignore';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

const project = { '.git/HEAD': '', 'node_modules/a/index.js': '', 'index.js': '' };

describe('missing-dockerignore', () => {
  it('reports the copy of a context with things that belong in no image', () => {
    checkRule(missingDockerignore, 'FROM node:24\nWORKDIR /app\nCOPY --chown=1:1 ./ .\n                 ^^ info missing-dockerignore/missing\nCOPY . .\n', { workspace: workspaceOf(project) });
    checkRule(missingDockerignore, 'FROM node:24\nADD . /app/\n    ^ info missing-dockerignore/missing\n', { workspace: workspaceOf({ '.env': 'A=b', 'index.js': '' }) });
  });

  it('says what they are, and writes a file that keeps them out', () => {
    const [finding] = findingsOf(missingDockerignore, 'FROM a\nCOPY . .\n', { workspace: workspaceOf(project) });
    assert.match(finding!.message, /takes \.git, node_modules along/);
    assert.deepEqual(finding!.fixes.map(({ creates, edits }) => [creates, edits]), [[[{ create: 'file:///project/.dockerignore', content: '.git\nnode_modules\n' }], []]]);
  });

  it('leaves .git to a build that runs git', () => {
    const [finding] = findingsOf(missingDockerignore, 'FROM a\nCOPY . .\nRUN git describe > version\n', { workspace: workspaceOf(project) });
    assert.match(finding!.message, /takes node_modules along/);
    checkClean(missingDockerignore, 'FROM a\nCOPY . .\nRUN git describe > version\n', { workspace: workspaceOf({ '.git/HEAD': '', 'index.js': '' }) });
  });

  it('speaks of .git only where it gets into the image and nothing says that it is wanted', () => {
    const files = { '.git/HEAD': '', 'index.js': '' };
    const bad = 'FROM a\nCOPY . .\n     ^ info missing-dockerignore/missing\n';
    checkRule(missingDockerignore, bad, { workspace: workspaceOf(files) });
    checkRule(missingDockerignore, 'FROM a AS b\nWORKDIR /src\nCOPY . .\n     ^ info missing-dockerignore/missing\nFROM a\nCOPY --from=b /src /src\n', { workspace: workspaceOf(files) });
    for (const text of ['FROM a AS b\nWORKDIR /src\nCOPY . .\nRUN make\nFROM a\nCOPY --from=b /src/out /out\n', 'FROM a\n# needs .git for its version\nCOPY . .\n', 'FROM a\nRUN apt-get install -y git\nCOPY . .\n', 'FROM a\nCOPY . .\nRUN go build ./...\n']) {
      checkClean(missingDockerignore, text, { workspace: workspaceOf(files) });
    }
    checkClean(missingDockerignore, 'FROM a\nCOPY . .\n', { workspace: workspaceOf({ ...files, 'pyproject.toml': 'requires = ["setuptools_scm"]\n' }) });
    checkRule(missingDockerignore, bad.replace('FROM a\n', 'FROM a\n# see https://x.test/a.git and .gitignore\n'), { workspace: workspaceOf(files) });
  });

  it('is silent where only small things come along that do no harm', () => {
    const trivial = { '.DS_Store': '', '.idea/x.xml': '', '.vscode/settings.json': '', '.editorconfig': '', '.github/x.yml': '', 'README.md': '', 'index.js': '' };
    checkClean(missingDockerignore, 'FROM a\nCOPY . .\n', { workspace: workspaceOf(trivial) });
    const [finding] = findingsOf(missingDockerignore, 'FROM a\nCOPY . .\n', { workspace: workspaceOf({ ...trivial, 'node_modules/a/index.js': '' }) });
    assert.match(finding!.message, /takes \.DS_Store, \.idea, node_modules along/);
  });

  it('is silent where there is an ignore file, where nothing unwanted lies there, and where the context is not known', () => {
    const text = 'FROM a\nCOPY . .\n';
    checkClean(missingDockerignore, text, { workspace: workspaceOf({ ...project, '.dockerignore': '' }) });
    checkClean(missingDockerignore, text, { workspace: workspaceOf({ ...project, 'Dockerfile.dockerignore': '' }) });
    checkClean(missingDockerignore, text, { workspace: workspaceOf({ ...project, '.containerignore': '' }) });
    checkClean(missingDockerignore, text, { workspace: workspaceOf({ 'index.js': '', 'src/node_modules/': '' }) });
    checkClean(missingDockerignore, text);
    checkClean(missingDockerignore, 'FROM a\nCOPY src index.js /app/\nRUN --mount=type=bind,target=/src make\nCOPY --from=a . .\n', { workspace: workspaceOf(project) });
  });

  it('looks into the context that Compose says', () => {
    const compose = { 'compose.yaml': 'services:\n  a: { build: { context: app, dockerfile: ../Dockerfile } }\n', 'app/index.js': '', ...project };
    const text = 'FROM a\nCOPY . .\n';
    checkClean(missingDockerignore, text, { workspace: workspaceOf({ ...compose, Dockerfile: text }) });
    checkRule(missingDockerignore, 'FROM a\nCOPY . .\n     ^ info missing-dockerignore/missing\n', { workspace: workspaceOf({ ...compose, Dockerfile: text, 'app/node_modules/': '' }) });
  });
});
