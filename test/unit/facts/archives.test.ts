import assert from 'node:assert/strict';
import { archiveOf } from '../../../server/src/lint/facts/archives';
import { releaseOfVersion } from '../../../server/src/lint/facts/eol';

describe('archiveOf', () => {
  const cases: [string, string, string | undefined][] = [
    ['debian', '10', 'archive.debian.org'], ['debian', '8', 'archive.debian.org'], ['debian', '11', undefined],
    ['ubuntu', '22.10', 'old-releases.ubuntu.com'], ['ubuntu', '12.04', 'old-releases.ubuntu.com'], ['ubuntu', '14.04', undefined], ['ubuntu', '25.10', undefined], ['ubuntu', '24.04', undefined],
    ['centos', '7', 'vault.centos.org'], ['centos-stream', '8', 'vault.centos.org'], ['centos-stream', '9', undefined], ['fedora', '20', undefined],
  ];
  for (const [product, version, archive] of cases) it(`${product} ${version}`, () => assert.equal(archiveOf(releaseOfVersion(product, version)!, '2026-11-24'), archive));
});
