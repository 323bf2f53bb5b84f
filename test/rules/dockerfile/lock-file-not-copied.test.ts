import assert from 'node:assert/strict';
import { lockFileNotCopied } from '../../../server/src/lint/rules/dockerfile/lock-file-not-copied';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

const files = {
  'package.json': '{}', 'package-lock.json': '{}', 'yarn.lock': '', 'pnpm-lock.yaml': '', 'bun.lock': '', 'pyproject.toml': '', 'poetry.lock': '', 'uv.lock': '', Pipfile: '', 'Pipfile.lock': '', Gemfile: '', 'Gemfile.lock': '',
  'Cargo.toml': '', 'Cargo.lock': '', 'composer.json': '{}', 'composer.lock': '{}', 'go.mod': '', 'go.sum': '', 'web/package.json': '{}', 'web/package-lock.json': '{}',
};
const project = within(files);

describe('lock-file-not-copied', () => {
  it('marks the manifest, to which the lock file belongs', () => {
    checkRule(
      lockFileNotCopied,
      `
FROM node:24
WORKDIR /app
COPY ["package.json", "./"]
       ^^^^^^^^^^^^ warning lock-file-not-copied/missing
RUN npm install
RUN npm install
COPY . .
FROM node:24
WORKDIR /app
COPY web/package.json README.md \\
     ^^^^^^^^^^^^^^^^ error lock-file-not-copied/stops
     ./
RUN npm ci
FROM node:24
WORKDIR /app
RUN --mount=type=bind,source=package.json,target=package.json yarn install --immutable
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error lock-file-not-copied/stops
`, project,
    );
  });

  it('knows the lock files of all managers', () => {
    for (const [manifest, run, lock] of [
      ['package.json', 'npm i', 'package-lock.json'], ['package.json', 'yarn', 'yarn.lock'], ['package.json', 'pnpm install --prod', 'pnpm-lock.yaml'], ['package.json', 'bun install', 'bun.lock'], ['pyproject.toml', 'poetry install', 'poetry.lock'],
      ['pyproject.toml', 'uv sync', 'uv.lock'], ['Pipfile', 'pipenv install --system', 'Pipfile.lock'], ['Gemfile', 'bundle install', 'Gemfile.lock'], ['Cargo.toml', 'cargo build --release', 'Cargo.lock'],
      ['composer.json', 'composer install --no-dev', 'composer.lock'], ['go.mod', 'go mod download', 'go.sum'],
    ] as const) {
      const text = `FROM a\nWORKDIR /app\nCOPY ${manifest} ./\nRUN ${run}\n`;
      checkFix(lockFileNotCopied, text, text.replace(manifest, `${manifest} ${lock}`), 'unsafe', project);
      checkClean(lockFileNotCopied, text, within({ [manifest]: '' }));
    }
  });

  it('adds the lock file where that is all it takes', () => {
    const fixed = (copy: string, after: string, run = 'npm ci', workdir = '/app'): void => checkFix(lockFileNotCopied, `FROM a\nWORKDIR ${workdir}\n${copy}\nRUN ${run}\n`, `FROM a\nWORKDIR ${workdir}\n${after}\nRUN ${run}\n`, 'unsafe', project);
    fixed('COPY web/package.json .', 'COPY web/package.json web/package-lock.json .');
    fixed('COPY ./package.json /app', 'COPY ./package.json ./package-lock.json /app/');
    fixed('COPY ["package.json", "/app"]', 'COPY ["package.json", "package-lock.json", "/app/"]');
    fixed('COPY --link package.json README.md ./', 'COPY --link package.json package-lock.json README.md ./');
    fixed('COPY package.json $DIR', 'COPY package.json package-lock.json $DIR/', 'npm ci', '/app\nENV DIR=/app');
    for (const copy of ['package.json /app/package.json', '"package.json" ./', 'package.jso[n] ./']) assert.deepEqual(findingsOf(lockFileNotCopied, `FROM a\nWORKDIR /app\nCOPY ${copy}\nRUN npm ci\n`, project).map(({ fixes }) => fixes), [[]], copy);
  });

  it('reports a lock file that the ignore file keeps out, and offers to let it through', () => {
    const ignored = within({ ...files, '.dockerignore': 'node_modules\n*-lock.json\n' });
    checkRule(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY . .\n     ^ warning lock-file-not-copied/ignored\nRUN npm install\n', ignored);
    checkRule(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY package*.json ./\n     ^^^^^^^^^^^^^ error lock-file-not-copied/ignoredStops\nRUN npm ci\n', ignored);
    checkClean(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n', ignored);
    const [finding] = findingsOf(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY . .\nRUN npm ci\n', ignored);
    assert.match(finding!.message, /"\*-lock\.json" in \.dockerignore, so npm ci stops/);
    assert.deepEqual(finding!.fixes.map(({ title, edits }) => [title, edits.map(({ uri, newText }) => [uri, newText])]), [['Add "!package-lock.json" to .dockerignore', [['file:///project/.dockerignore', '!package-lock.json\n']]]]);
  });

  it('is silent where the lock file is there or may be', () => {
    for (const copy of ['COPY . .', 'COPY package*.json ./', 'COPY package.json package-lock.json ./', 'COPY package.json ./\nCOPY package-lock.json .', 'COPY package.json ./\nCOPY --from=b /x /app', 'COPY package.json ./\nRUN npm install']) {
      const run = copy.endsWith('npm install') ? 'RUN true' : 'RUN npm ci';
      const found = findingsOf(lockFileNotCopied, `FROM a AS b\nFROM a\nWORKDIR /app\n${copy}\n${run}\n`, project);
      assert.equal(found.length, run === 'RUN true' ? 1 : 0, copy);
    }
    checkClean(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\n', project);
    checkClean(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY web/package.json ./\nRUN yarn\n', project);
  });

  it('is silent where there shall be none, and for other installations', () => {
    for (const run of ['npm install --no-package-lock', 'npm install -g yarn', 'npm install express', 'yarn --no-lockfile', 'npm --prefix web ci', 'npm run build', 'cargo install --path .', 'go build']) checkClean(lockFileNotCopied, `FROM a\nWORKDIR /app\nCOPY package.json Cargo.toml go.mod ./\nRUN ${run}\n`, project);
    checkClean(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\n', within({ ...files, '.npmrc': 'package-lock=false\n' }));
    checkClean(lockFileNotCopied, 'FROM a\nONBUILD COPY package.json ./\nONBUILD RUN npm ci\n', project);
    checkClean(lockFileNotCopied, 'FROM a\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\n');
  });
});
