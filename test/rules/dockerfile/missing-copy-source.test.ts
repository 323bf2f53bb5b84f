import assert from 'node:assert/strict';
import { missingCopySource } from '../../../server/src/lint/rules/dockerfile/missing-copy-source';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { WorkspaceOptions } from '../../helpers/workspace';

const project = { 'package.json': '{}', 'src/index.js': '', 'scripts/run.sh': '', 'README.md': '' };
const workspace = workspaceOf(project);

describe('missing-copy-source', () => {
  it('reports what is not in the build context', () => {
    checkRule(
      missingCopySource,
      `
FROM node:24
COPY package.json pakage-lock.yaml ./
                  ^^^^^^^^^^^^^^^^ error missing-copy-source/missing
ADD ./src/main.js /app/
    ^^^^^^^^^^^^^ error missing-copy-source/missing
COPY ["lib.js", "/app/"]
       ^^^^^^ error missing-copy-source/missing
RUN --mount=type=bind,source=tsconfig.json,target=/tsconfig.json npm ci
                             ^^^^^^^^^^^^^ error missing-copy-source/missing
COPY --chown=1:1 src/ \\
  static/ /app/
  ^^^^^^^ error missing-copy-source/missing
`, { workspace },
    );
  });

  it('is silent where a directory beside that of the Dockerfile may be the context', () => {
    const text = 'FROM node:24\nCOPY package.json ./\nCOPY nginx.conf /etc/nginx/\n';
    const uri = 'file:///project/docker/Dockerfile';
    const beside = { 'docker/Dockerfile': '', 'docker/build.sh': '', 'README.md': '', 'other/x': '' };
    checkClean(missingCopySource, text, { uri, workspace: workspaceOf({ ...beside, 'app/package.json': '{}', 'app/yarn.lock': '' }) });
    checkRule(missingCopySource, `${text.replace('./\n', './\n     ^^^^^^^^^^^^ error missing-copy-source/missing\n')}     ^^^^^^^^^^ error missing-copy-source/missing\n`, { uri, workspace: workspaceOf({ ...beside, 'app/main.js': '' }) });
  });

  it('is silent where the context is a submodule that is not checked out', () => {
    const compose = { 'compose.yaml': 'services:\n  a: { build: { context: web, dockerfile: ../Dockerfile } }\n', Dockerfile: 'FROM a\n', 'README.md': '' };
    checkClean(missingCopySource, 'FROM a\nCOPY package.json /x/\n', { workspace: workspaceOf({ ...compose, 'web/': '' }) });
    checkRule(missingCopySource, 'FROM a\nCOPY index.js /x/\n     ^^^^^^^^ error missing-copy-source/missing\n', { workspace: workspaceOf({ ...compose, 'web/package.json': '' }) });
  });

  it('is silent about what git ignores elsewhere, keys of the user, and in templates of other projects', () => {
    const more = { ...project, 'a/.gitignore': 'bundle.js\n*.lua.txt\n*\n' };
    checkClean(missingCopySource, 'FROM a\nCOPY */bundle.js /x/\nCOPY b/bundle.js c/z.lua.txt deploy_key.pub authorized_keys /x/\n', { workspace: workspaceOf(more) });
    checkRule(missingCopySource, 'FROM a\nCOPY b/other.js /x/\n     ^^^^^^^^^^ error missing-copy-source/missing\n', { workspace: workspaceOf(more) });
    for (const place of ['skeleton', 'python-template', 'scaffolding/api']) checkClean(missingCopySource, 'FROM a\nCOPY b/other.js /x/\n', { uri: `file:///project/${place}/Dockerfile`, workspace });
    checkRule(missingCopySource, 'FROM a\nCOPY b/other.js /x/\n     ^^^^^^^^^^ error missing-copy-source/missing\n', { uri: 'file:///project/contemplate/Dockerfile', workspace: workspaceOf({ ...project, 'contemplate/x.js': '' }) });
  });

  it('suggests what is spelled almost alike', () => {
    checkRule(
      missingCopySource,
      `
FROM node:24
COPY scripts ./
COPY ./Package.json ./
     ^^^^^^^^^^^^^^ error missing-copy-source/meant
COPY src/indx.js ./
     ^^^^^^^^^^^ error missing-copy-source/meant
COPY ["readme.md", "./"]
       ^^^^^^^^^ error missing-copy-source/meant
`, { workspace },
    );
    checkFix(missingCopySource, 'FROM node:24\nCOPY scripts ./Package.json src/indx.js ./\nCOPY ["readme.md", "./"]\n', 'FROM node:24\nCOPY scripts ./package.json src/index.js ./\nCOPY ["README.md", "./"]\n', 'unsafe', { workspace });
  });

  it('suggests nothing that the instruction takes already, and no manifest for its lock file', () => {
    checkRule(
      missingCopySource,
      `
FROM node:24
ADD package.json package-lock.json /app/
                 ^^^^^^^^^^^^^^^^^ error missing-copy-source/missing
COPY package-lock.json /app/
     ^^^^^^^^^^^^^^^^^ error missing-copy-source/missing
COPY go.sum /app/
     ^^^^^^ error missing-copy-source/missing
COPY src/index.js src/indx.js /app/
                  ^^^^^^^^^^^ error missing-copy-source/missing
`, { workspace: workspaceOf({ ...project, 'go.mod': '' }) },
    );
  });

  it('names the directory that is taken for the context', () => {
    const [finding] = findingsOf(missingCopySource, 'FROM a\nCOPY package.json x.js /\n', { workspace });
    assert.match(finding!.message, /^x\.js is not in the build context project\//);
    const below = (options: WorkspaceOptions): string => findingsOf(missingCopySource, 'FROM a\nCOPY package.json x.js /\n', { uri: 'file:///project/apps/web%20one/Dockerfile', workspace: workspaceOf({ 'apps/web one/package.json': '', 'README.md': '' }, options) })[0]!.message;
    assert.match(below({}), / the build context apps\/web one\/,/);
    assert.match(below({ top: 'file:///project/apps/web%20one/' }), / the build context web one\/,/);
  });

  it('reports a pattern where nothing at all is copied, unless it is written as optional', () => {
    checkRule(
      missingCopySource,
      `
FROM node:24
COPY *.json ./
COPY *.go ./
     ^^^^ warning missing-copy-source/pattern
COPY package.json *.toml ./
COPY yarn.lock* ./
COPY .yarnr[c] ./
COPY *.x <<EOF ./
EOF
`, { workspace },
    );
  });

  it('is silent for other sources', () => {
    checkClean(
      missingCopySource,
      `
# syntax=docker/dockerfile:1
ARG DIR=missing
FROM node:24 AS a
ARG DIR
ENV X=\${DIR}/y
COPY . ./
COPY $DIR $X/z.js ./
COPY --from=a /missing.js ./
COPY --from=nginx /missing.js ./
ADD https://example.com/x.js git@github.com:a/b.git ./
COPY <<EOF /x.js
EOF
ONBUILD COPY missing.js ./
COPY --parents */missing.js ./
RUN --mount=type=bind,from=a,source=missing.js,target=/x true
COPY / /
`, { workspace },
    );
  });

  it('is silent for what is made before the image is', () => {
    const files = { ...project, '.gitignore': '/gen.js\nconf/*.yaml\n!keep.js\nsources/*\n!sources/.gitkeep\n', 'conf/a.txt': '', 'empty/': '', 'sub/.gitkeep': '', 'Pipfile': '' };
    checkClean(missingCopySource, 'FROM node:24\nCOPY package.json dist/index.js target/app.jar app.zip mytool ./\nCOPY gen.js conf/a.yaml empty/a.js sub/b.js sources/ ./\nCOPY requirements.txt ./\nCOPY .local /root/.local\n', { workspace: workspaceOf(files) });
  });

  describe('takes for the context', () => {
    const missing = 'FROM a\nCOPY index.js /\n';
    const there = (files: Record<string, string>, uri: string, text = missing): number => findingsOf(missingCopySource, text, { uri, workspace: workspaceOf(files) }).length;
    it('the one of the Compose service', () => {
      const compose = { 'compose.yaml': 'services:\n  a: { build: { context: app, dockerfile: ../docker/Dockerfile } }\n', 'docker/Dockerfile': missing, 'app/README.md': '' };
      assert.equal(there({ ...compose, 'app/index.js': '' }, 'file:///project/docker/Dockerfile'), 0);
      assert.equal(there({ ...compose, 'docker/index.js': '', 'index.js': '' }, 'file:///project/docker/Dockerfile'), 1);
    });
    it('each of those of several services', () => {
      const compose = { 'compose.yaml': 'services:\n  a: { build: app }\n  b: { build: { context: ., dockerfile: app/Dockerfile } }\n', 'app/README.md': '', 'x.js': '' };
      assert.equal(there({ ...compose, 'index.js': '' }, 'file:///project/app/Dockerfile'), 0);
      assert.equal(there(compose, 'file:///project/app/Dockerfile'), 1);
    });
    it('the directory above in which most sources lie', () => {
      const text = 'FROM a\nCOPY package.json lib.js index.js /\n';
      assert.equal(there({ 'docker/x.js': '', 'package.json': '', 'lib.js': '', 'index.js': '' }, 'file:///project/docker/Dockerfile', text), 0);
      assert.equal(there({ 'docker/package.json': '', 'package.json': '', 'lib.js': '' }, 'file:///project/docker/Dockerfile', text), 1);
      assert.equal(there({ 'docker/index.js': '', 'package.json': '', 'lib.js': '' }, 'file:///project/docker/Dockerfile', text), 0, 'it lies in another one that it may be');
    });
    it('none where nothing but Dockerfiles lies around', () => {
      assert.equal(there({ 'a/Dockerfile': '', 'b/Dockerfile.dev': '', '.gitignore': '' }, 'file:///project/a/Dockerfile'), 0);
    });
    it('none where not one of several sources is anywhere', () => {
      const text = 'FROM a\nCOPY mix.exs ./\nCOPY config config\nCOPY assets.json src.ex ./\n';
      const template = { 'elixir/README.md': '', 'elixir/release.ex': '', 'README.md': '' };
      assert.equal(there(template, 'file:///project/elixir/Dockerfile', text), 0);
      assert.equal(there({ ...template, 'elixir/src.ex': '' }, 'file:///project/elixir/Dockerfile', text), 3);
      assert.equal(there({ ...template, 'elixir/.dockerignore': 'x' }, 'file:///project/elixir/Dockerfile', text), 4);
    });
    it('none for a template, for another project, and where a variable decides', () => {
      assert.equal(there(project, 'file:///project/Dockerfile.template'), 0);
      assert.equal(there({ 'vendor/x/README.md': '' }, 'file:///project/vendor/x/Dockerfile'), 0);
    });
    it('none that cannot be listed', () => {
      assert.equal(findingsOf(missingCopySource, missing, { workspace: workspaceOf(project, { unknown: ['file:///project/'] }) }).length, 0);
      assert.equal(findingsOf(missingCopySource, 'FROM a\nCOPY package.json src/x.js /\n', { workspace: workspaceOf(project, { unknown: ['file:///project/src/'] }) }).length, 0);
      assert.equal(findingsOf(missingCopySource, missing).length, 0);
    });
  });

  it('does not look behind links', () => {
    const linked = workspaceOf({ ...project, current: { kind: 'link' } });
    checkRule(missingCopySource, 'FROM a\nCOPY current current/a.js package.json /\n', { workspace: linked });
  });

  it('reads Windows paths', () => {
    checkRule(
      missingCopySource,
      `
# escape=\`
FROM mcr.microsoft.com/windows/nanoserver:ltsc2025
COPY src\\index.js C:\\app\\
COPY src\\main.js C:\\app\\
     ^^^^^^^^^^^ error missing-copy-source/missing
`, { workspace },
    );
  });
});
