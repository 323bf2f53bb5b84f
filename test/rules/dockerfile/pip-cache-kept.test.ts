import assert from 'node:assert/strict';
import { pipCacheKept } from '../../../server/src/lint/rules/dockerfile/pip-cache-kept';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('pip-cache-kept', () => {
  it('names the cache of root only where root installs', () => {
    const messages = findingsOf(pipCacheKept, 'FROM python:3.14\nRUN pip install a==1\nUSER app\nRUN pip install --user b==1\nUSER 0\nRUN pip install c==1\n').map(({ message }) => message.includes('/root/'));
    assert.deepEqual(messages, [true, false, true]);
  });

  it('marks the subcommand', () => {
    checkRule(pipCacheKept, `
FROM python:3.14-slim
RUN pip install django==5.2.8
        ^^^^^^^ info pip-cache-kept/cache
RUN pip install --no-cache-dir django==5.2.8
RUN --mount=type=cache,target=/root/.cache/pip pip install django==5.2.8
`);
  });

  it('tells several calls of a RUN once, and adds the option to all', () => {
    checkRule(pipCacheKept, `
FROM python:3.14-slim
RUN pip install a==1 && pip install --no-cache-dir b==1 && pip install c==1
        ^^^^^^^ info pip-cache-kept/cache
`);
    checkFix(pipCacheKept, `
FROM python:3.14-slim
RUN pip install a==1 && pip install --no-cache-dir b==1 && pip install c==1
`, `
FROM python:3.14-slim
RUN pip install --no-cache-dir a==1 && pip install --no-cache-dir b==1 && pip install --no-cache-dir c==1
`, 'safe');
  });

  it('knows the option cut short, as pip does', () => {
    checkRule(pipCacheKept, `
FROM python:3.14-slim
RUN pip install --no-cache /wheels/*
RUN pip install --no-clean /wheels/*
        ^^^^^^^ info pip-cache-kept/cache
`);
  });

  it('adds the option', () => {
    checkFix(pipCacheKept, `
FROM python:3.14-slim
RUN pip install django==5.2.8
`, `
FROM python:3.14-slim
RUN pip install --no-cache-dir django==5.2.8
`, 'safe');
  });

  it('knows the variable, in all places', () => {
    checkRule(pipCacheKept, `
FROM python:3.14-slim
RUN PIP_NO_CACHE_DIR=1 pip install django==5.2.8
RUN export PIP_NO_CACHE_DIR=1 && pip install django==5.2.8
RUN export PIP_NO_CACHE_DIR=0 && pip install django==5.2.8
RUN PIP_NO_CACHE_DIR= pip install django==5.2.8
                          ^^^^^^^ info pip-cache-kept/cache
ENV PIP_NO_CACHE_DIR=off
RUN pip install django==5.2.8
ENV PIP_NO_CACHE_DIR=False
RUN pip install django==5.2.8
ENV PIP_NO_CACHE_DIR=
RUN pip install django==5.2.8
        ^^^^^^^ info pip-cache-kept/cache
ENV PIP_NO_CACHE_DIR=1
RUN pip install django==5.2.8
`);
  });

  it('accepts mounts and removal', () => {
    checkRule(pipCacheKept, `
FROM python:3.14-slim
RUN --mount=type=cache,target=/root/.cache pip install django==5.2.8
RUN --mount=type=cache,target=/home/app/.cache/pip pip install django==5.2.8
RUN pip install django==5.2.8 && rm -rf ~/.cache/pip
RUN pip install django==5.2.8 && pip cache purge
`);
  });
});
