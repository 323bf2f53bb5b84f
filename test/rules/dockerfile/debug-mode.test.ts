import assert from 'node:assert/strict';
import { debugMode } from '../../../server/src/lint/rules/dockerfile/debug-mode';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { Workspace } from '../../../server/src/lint/workspace/model';

describe('debug-mode', () => {
  it('marks the variable', () => {
    checkRule(debugMode, `
FROM alpine:3.24 AS base
ENV APP_DEBUG=true
    ^^^^^^^^^^^^^^ info debug-mode/debug
FROM base
ARG MODE=develop
ENV NODE_ENV=development A=b RAILS_ENV="dev" DJANGO_DEBUG=0
    ^^^^^^^^^^^^^^^^^^^^ info debug-mode/environment
                             ^^^^^^^^^^^^^^^ info debug-mode/environment
ENV ENVIRONMENT $MODE
    ^^^^^^^^^^^^^^^^^ info debug-mode/environment
ENV XDEBUG_MODE=coverage
    ^^^^^^^^^^^^^^^^^^^^ info debug-mode/debug
ENV PHP_XDEBUG_MODE=off DEBUG=app:* DEBUG_MODE=true ENV=$UNKNOWN NODE_ENV_FILE=dev
`);
  });

  it('takes the last value of a stage, and only stages that the image is built from', () => {
    checkClean(debugMode, 'FROM alpine:3.24 AS build\nENV DEBUG=1\nFROM alpine:3.24\nENV NODE_ENV=development\nRUN make\nENV NODE_ENV=production\nCOPY --from=build /a /a\n');
    checkClean(debugMode, 'FROM alpine:3.24 AS app-dev\nENV NODE_ENV=development\n');
  });

  it('writes production', () => {
    checkFix(debugMode, 'FROM alpine:3.24\nENV NODE_ENV=development DEBUG=1\n', 'FROM alpine:3.24\nENV NODE_ENV=production DEBUG=1\n', 'unsafe');
    checkFix(debugMode, 'FROM alpine:3.24\nARG E=dev\nENV APP_ENV=$E\n', 'FROM alpine:3.24\nARG E=dev\nENV APP_ENV=$E\n', 'unsafe');
  });

  it('does not know what other programs make of their own variables', () => {
    checkClean(debugMode, 'FROM alpine:3.24\nENV BBBRECORDER_DEBUG=true GRPC_DEBUG=1\n');
  });

  it('is silent where only manifests are copied and nothing starts', () => {
    const text = 'FROM ruby:3.4\nENV RAILS_ENV=development\nCOPY Gemfile Gemfile.lock package.json ./\nRUN bundle install\n';
    const drawn = text.replace('development\n', 'development\n    ^^^^^^^^^^^^^^^^^^^^^ info debug-mode/environment\n');
    checkClean(debugMode, text);
    for (const more of ['COPY . .', 'COPY app app', 'CMD ["rails", "server"]']) checkRule(debugMode, `${drawn}${more}\n`);
  });

  it('is silent in a file for development', () => {
    checkClean(debugMode, 'FROM node:24\nENV NODE_ENV=development\n', { uri: 'file:///project/Dockerfile.dev' });
  });

  it('only names that frameworks read', () => {
    checkClean(debugMode, 'FROM alpine:3.24\nENV VIRTUAL_ENV=develop BUILD_ENV=dev CONDA_ENV=dev ENV=dev\n');
    checkRule(debugMode, `
FROM alpine:3.24
ENV ASPNETCORE_ENVIRONMENT=Development
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info debug-mode/environment
ENV MIX_ENV=dev
    ^^^^^^^^^^^ info debug-mode/environment
`);
  });

  it('leaves an environment for sources that Compose mounts over it', () => {
    const text = 'FROM node:24\nWORKDIR /app\nCOPY . .\nENV NODE_ENV=development\nCMD ["npm", "start"]\n';
    const workspace = (volume: string): Workspace => workspaceOf({ Dockerfile: text, 'compose.yaml': `services:\n  web: { build: ., volumes: ["${volume}"] }\n` });
    assert.deepEqual(findingsOf(debugMode, text, { workspace: workspace('./src:/app') }), []);
    assert.equal(findingsOf(debugMode, text, { workspace: workspace('./data:/data') }).length, 1);
    assert.equal(findingsOf(debugMode, text, { workspace: workspace('app:/app') }).length, 1);
    const said = workspaceOf({ Dockerfile: text, 'compose.yaml': 'services:\n  web: { build: ., environment: { NODE_ENV: development } }\n' });
    assert.deepEqual(findingsOf(debugMode, text, { workspace: said }), []);
  });
});
