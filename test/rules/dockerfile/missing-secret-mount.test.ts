import assert from 'node:assert/strict';
import { missingSecretMount } from '../../../server/src/lint/rules/dockerfile/missing-secret-mount';
import { checkClean, checkFix, findingsOf } from '../../helpers/rules';

describe('missing-secret-mount', () => {
  const options = { mounts: ['pip install: id=pipconf,target=/pip.conf', 'npm: id=npmrc,target=/root/.npmrc', 'gh: id=gh,env=GH_TOKEN', 'broken', ': id=x', 'make: target=/x'] };

  it('marks the first command that lacks its mount', () => {
    for (const run of ['pip install flask', 'true && pip install flask && npm ci', '--mount=type=secret,id=pipconf,target=/wrong pip install x', '--mount=type=secret,id=wrong,target=/pip.conf pip install x', '--mount=type=secret,id=gh gh release list']) {
      const found = findingsOf(missingSecretMount, `FROM alpine:3.24\nRUN ${run}\n`, { options });
      assert.deepEqual(found.map(({ range }) => [range.start.line, range.start.character]), [[1, 'RUN '.length + run.search(/pip install|gh release/)]], run);
    }
  });

  it('is silent with the mounts, for other commands, and without the option', () => {
    for (const run of ['--mount=type=secret,id=pipconf,target=/pip.conf --mount=type=secret,id=npmrc,target=/root/.npmrc pip install x && npm ci', '--mount=type=secret,id=gh,env=GH_TOKEN gh release list', 'pip download x', 'make']) {
      checkClean(missingSecretMount, `FROM alpine:3.24\nRUN ${run}\n`, { options });
    }
    checkClean(missingSecretMount, 'FROM alpine:3.24\nRUN pip install x\n');
  });

  it('adds what is missing', () => {
    checkFix(
      missingSecretMount,
      'FROM alpine:3.24\nRUN --mount=type=cache,target=/c pip install x && npm ci\nRUN gh release list\n',
      'FROM alpine:3.24\nRUN --mount=type=secret,id=pipconf,target=/pip.conf --mount=type=secret,id=npmrc,target=/root/.npmrc --mount=type=cache,target=/c pip install x && npm ci\nRUN --mount=type=secret,id=gh,env=GH_TOKEN gh release list\n',
      'unsafe',
      { options },
    );
  });
});
