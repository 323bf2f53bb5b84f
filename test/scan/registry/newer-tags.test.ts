import assert from 'node:assert/strict';
import { hasVersion, newerTags, versionsBehind } from '../../../server/src/scan/registry/newer-tags';

const newer = (tag: string, ...tags: readonly string[]): string[] => newerTags(tag, tags).map((one) => `${one.step} ${one.tag}`);

describe('newer tags', () => {
  it('are the newest patch, minor and major version of the same variant', () => {
    const tags = ['3.11.4-slim-bookworm', '3.11.9-slim-bookworm', '3.11.14-slim-bookworm', '3.11.20', '3.11.20-alpine', '3.12.1-slim-bookworm', '3.14.0-slim-bookworm', '4.0.0-slim-bookworm', '3.11-slim-bookworm'];
    assert.deepEqual(newer('3.11.4-slim-bookworm', ...tags), ['patch 3.11.14-slim-bookworm', 'minor 3.14.0-slim-bookworm', 'major 4.0.0-slim-bookworm']);
  });

  it('keep the number of numbers and the v in front', () => {
    assert.deepEqual(newer('20-alpine', '22-alpine', '22.1-alpine', '22.1.0-alpine', '24-alpine'), ['major 24-alpine']);
    assert.deepEqual(newer('v1.2', 'v1.10', '1.11', 'v2.0'), ['minor v1.10', 'major v2.0']);
  });

  it('are compared by numbers', () => assert.deepEqual(newer('1.9.9', '1.9.10', '1.9.8'), ['patch 1.9.10']));

  it('leave out pre-releases and dates', () => {
    assert.deepEqual(newer('3.13.1', '3.14.0rc1', '3.14.0-rc1', '3.13.2-rc.1', '3.13.2b1'), []);
    assert.deepEqual(newer('12', '13', '20240101', '12-20240101'), ['major 13']);
    assert.deepEqual(newer('20240101', '20250101', '9'), ['major 20250101']);
  });

  it('are none for the newest, and for tags without a version', () => {
    assert.deepEqual(newer('3.14.0', '3.14.0', '3.13.9'), []);
    assert.deepEqual(newer('latest', '3.14.0'), []);
    assert.deepEqual(['1', '1.2-slim', 'latest', '1.2-rc1', 'bookworm-20240101', 'sha-0123abc'].map(hasVersion), [true, true, false, false, false, false]);
  });

  it('behind a moving tag: those of its variant first, the newest and most exact in front', () => {
    const tags = ['latest', '1', '1.29', '1.29.3', '1.28.0', '1.29.3-alpine', '1.29-alpine', '1.29.3-slim', '20240101'];
    assert.deepEqual(versionsBehind('latest', tags), ['1.29.3', '1.29', '1.28.0', '1']);
    assert.deepEqual(versionsBehind('alpine', tags).slice(0, 3), ['1.29.3-alpine', '1.29-alpine', '1.29.3']);
  });
});
