import assert from 'node:assert/strict';
import { developmentServer } from '../../../server/src/lint/rules/dockerfile/development-server';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { Workspace } from '../../../server/src/lint/workspace/model';

describe('development-server', () => {
  it('marks the words that start it', () => {
    for (const [start, drawing] of [
      ['flask run --host=0.0.0.0', '^^^^^^^^^'], ['python -m flask run', '^^^^^^^^^^^^^^^^^^^'], ['python3 ./manage.py runserver 0:80', '^^^^^^^^^^^^^^^^^^^^^^^^^^^^^'], ['npm run dev', '^^^^^^^^^^^'], ['yarn dev --host', '^^^^^^^^'],
      ['pnpm run start:dev', '^^^^^^^^^^^^^^^^^^'], ['nodemon app.js', '^^^^^^^'], ['npx vite --host', '^^^^^^^^'], ['next dev', '^^^^^^^^'], ['uvicorn app:app --reload', '^^^^^^^^^^^^^^^^^^^^^^^^'], ['php -S 0:80', '^^^^^^'],
      ['php artisan serve', '^^^^^^^^^^^^^^^^^'], ['rails server -e development', '^^^^^^^^^^^^^^^^^^^^^^^^^^^'], ['./mvnw spring-boot:run', '^^^^^^^^^^^^^^^^^^^^^^'], ['python -m http.server', '^^^^^^^^^^^^^^^^^^^^^'],
    ] as const) {
      checkRule(developmentServer, `FROM debian:13\nCMD ${start}\n    ${drawing} info development-server/started\n`);
    }
  });

  it('reads exec forms, wrappers and stages', () => {
    checkRule(developmentServer, `
FROM debian:13 AS base
ENTRYPOINT ["tini", "--"]
CMD ["true"]
FROM base
CMD ["ng", "serve", "--host", "0.0.0.0"]
     ^^^^^^^^^^^^^ info development-server/started
`);
  });

  it('leaves programs as in production, development stages and files alone', () => {
    for (const start of ['gunicorn app', 'npm start', 'npm run build', 'node server.js', 'vite preview', 'uvicorn app:app', 'python -m gunicorn app', 'next start', 'yarn start', 'dotnet app.dll', 'rails server -e production', 'php-fpm', 'npm run develop-not']) {
      checkClean(developmentServer, `FROM debian:13\nCMD ${start}\n`);
    }
    checkClean(developmentServer, 'FROM debian:13 AS dev\nCMD npm run dev\n');
    checkClean(developmentServer, 'FROM debian:13\nCMD npm run dev\n', { uri: 'file:///project/Dockerfile.dev' });
    checkClean(developmentServer, 'FROM debian:13\nRUN flask run\n');
  });

  it('leaves an environment for sources that Compose mounts over it', () => {
    const text = 'FROM node:24\nWORKDIR /app\nCOPY . .\nCMD ["npm", "run", "dev"]\n';
    const workspace = (volume: string): Workspace => workspaceOf({ Dockerfile: text, 'compose.yaml': `services:\n  web: { build: ., volumes: ["${volume}"] }\n` });
    assert.deepEqual(findingsOf(developmentServer, text, { workspace: workspace('./src:/app') }), []);
    assert.equal(findingsOf(developmentServer, text, { workspace: workspace('./data:/data') }).length, 1);
    assert.equal(findingsOf(developmentServer, text, { workspace: workspace('app:/app') }).length, 1);
    const said = workspaceOf({ Dockerfile: text, 'compose.yaml': 'services:\n  web: { build: ., environment: { NODE_ENV: development } }\n' });
    assert.deepEqual(findingsOf(developmentServer, text, { workspace: said }), []);
  });
});
