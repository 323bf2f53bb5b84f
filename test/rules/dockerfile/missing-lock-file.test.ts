import assert from 'node:assert/strict';
import { missingLockFile } from '../../../server/src/lint/rules/dockerfile/missing-lock-file';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

const project = within({ 'package.json': '{}', 'pyproject.toml': '', Gemfile: '', Pipfile: '', 'Cargo.toml': '' });
const built = (run: string): string => `FROM a\nWORKDIR /app\nCOPY . .\nRUN ${run}\n`;

describe('missing-lock-file', () => {
  it('reports installations that cannot do without one', () => {
    checkRule(
      missingLockFile,
      `
FROM node:24
WORKDIR /app
COPY package*.json ./
RUN npm config set fund false && npm ci --omit=dev
                                     ^^ error missing-lock-file/stops
WORKDIR /b
COPY . .
RUN yarn install --immutable && \\
                 ^^^^^^^^^^^ error missing-lock-file/stops
    pnpm i --frozen-lockfile
           ^^^^^^^^^^^^^^^^^ error missing-lock-file/stops
RUN uv sync --locked
            ^^^^^^^^ error missing-lock-file/stops
RUN bundle install --deployment
                   ^^^^^^^^^^^^ error missing-lock-file/stops
RUN pipenv sync
           ^^^^ error missing-lock-file/stops
RUN cargo build --release --locked
                          ^^^^^^^^ error missing-lock-file/stops
FROM node:24
RUN cd /src && yarn --frozen-lockfile
WORKDIR /c
COPY package.json .
RUN yarn --frozen-lockfile
         ^^^^^^^^^^^^^^^^^ warning missing-lock-file/unnoticed
`, project,
    );
  });

  it('knows variables and settings that ask for one', () => {
    checkRule(missingLockFile, 'FROM ruby\nENV BUNDLE_DEPLOYMENT=1\nWORKDIR /app\nCOPY . .\nRUN bundle install\n           ^^^^^^^ error missing-lock-file/stops\n', project);
    checkRule(missingLockFile, 'FROM ruby\nWORKDIR /app\nCOPY . .\nRUN bundle config set --local frozen true && bundle\n                                             ^^^^^^ error missing-lock-file/stops\n', project);
    checkRule(missingLockFile, 'FROM python\nENV UV_LOCKED=1\nWORKDIR /app\nCOPY . .\nRUN uv sync\n       ^^^^ error missing-lock-file/stops\n', project);
  });

  it('is silent for installations that make do, and where the lock file is there', () => {
    for (const run of ['npm install', 'yarn', 'pnpm install', 'poetry install', 'uv sync', 'bundle', 'cargo build', 'cargo install --locked just', 'npm ci --prefix web', 'cd "$DIR" && npm ci', 'uv pip sync a.txt']) checkClean(missingLockFile, built(run), project);
    for (const lock of ['package-lock.json', 'npm-shrinkwrap.json']) checkClean(missingLockFile, built('npm ci'), within({ 'package.json': '{}', [lock]: '{}' }));
    checkClean(missingLockFile, 'FROM a\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\n', within({ 'package.json': '{}', 'package-lock.json': '{}' }));
    checkClean(missingLockFile, built('npm ci'), within({ 'README.md': '' }));
    checkClean(missingLockFile, built('npm ci'));
    checkClean(missingLockFile, 'FROM a\nCOPY . .\nRUN npm ci\n', project);
  });

  it('is silent where the lock file of a workspace is above, and where git ignores it', () => {
    checkClean(missingLockFile, 'FROM a\nWORKDIR /app\nCOPY . .\nWORKDIR /app/web\nRUN yarn --immutable\n', within({ 'package.json': '{}', 'yarn.lock': '', 'web/package.json': '{}' }));
    checkClean(missingLockFile, built('npm ci'), within({ 'package.json': '{}', '.gitignore': 'package-lock.json\n' }));
  });

  it('is silent where something else may bring it', () => {
    for (const before of [
      'RUN npm install', 'RUN npm i --package-lock-only', 'RUN echo {} > package-lock.json', 'RUN ./setup.sh', 'RUN git clone https://example.com/a.git .', 'COPY --from=b /src/ ./', 'COPY --from=b /src/package-lock.json ./', 'ADD a.tar.gz ./',
      'ADD https://example.com/package-lock.json ./', 'COPY $FILE ./', 'COPY <<package-lock.json ./\n{}\npackage-lock.json', 'COPY --exclude=x . ./',
    ]) {
      checkClean(missingLockFile, `FROM a AS b\nFROM a\nWORKDIR /app\nCOPY package.json ./\n${before}\nRUN npm ci\n`, within({ 'package.json': '{}', 'a.tar.gz': '' }));
    }
    checkClean(missingLockFile, 'FROM a AS b\nFROM a\nWORKDIR /app\nCOPY package.json ./\nRUN --mount=from=b,target=/app/package-lock.json npm ci\n', project);
    assert.equal(findingsOf(missingLockFile, 'FROM a AS b\nFROM a\nWORKDIR /app\nCOPY package.json ./\nCOPY --from=b /m node_modules\nRUN apt-get install -y curl\nRUN --mount=type=cache,target=/root/.npm npm ci\n', project).length, 1);
  });

  it('is silent where the lock file is copied by name, and where the context is in doubt', () => {
    checkClean(missingLockFile, 'FROM a\nWORKDIR /app\nCOPY package.json pnpm-lock.yaml ./\nRUN pnpm ci\n', project);
    const text = 'FROM a\nWORKDIR /app\nCOPY package.json README.md ./\nRUN npm ci\n';
    const uri = 'file:///project/tests/a/Dockerfile';
    assert.equal(findingsOf(missingLockFile, text, { ...within({ 'package.json': '{}', 'tests/a/Dockerfile': text }), uri }).length, 1);
    checkClean(missingLockFile, text.replace('README.md', 'src'), { ...within({ 'package.json': '{}', 'tests/a/Dockerfile': text }), uri });
  });

  it('says what is missing', () => {
    const [finding] = findingsOf(missingLockFile, built('npm ci'), project);
    assert.match(finding!.message, /^npm ci needs a lock file, and there is no package-lock\.json beside package\.json/);
    assert.deepEqual(finding!.related.map(({ range }) => range.start), [{ line: 2, character: 5 }]);
  });
});
