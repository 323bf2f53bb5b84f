import assert from 'node:assert/strict';
import { formatBytes, parseBytes } from '../../../server/src/lint/compose/units';

describe('sizes', () => {
  it('are read as Docker reads them', () => {
    assert.equal(parseBytes('512'), 512);
    assert.equal(parseBytes('1b'), 1);
    assert.equal(parseBytes('2k'), 2048);
    assert.equal(parseBytes('512m'), 512 * 2 ** 20);
    assert.equal(parseBytes('512MB'), 512 * 2 ** 20);
    assert.equal(parseBytes('1.5GiB'), 1.5 * 2 ** 30);
    assert.equal(parseBytes('1 g'), 2 ** 30);
    for (const bad of ['', 'm', '-1', '1x', '1gg', 'lots']) assert.equal(parseBytes(bad), undefined, bad);
  });

  it('are written with one decimal', () => {
    assert.equal(formatBytes(512), '512 bytes');
    assert.equal(formatBytes(6 * 2 ** 20), '6 MiB');
    assert.equal(formatBytes(1.5 * 2 ** 30), '1.5 GiB');
  });
});
