import assert from 'node:assert/strict';
import { secondRootAccount } from '../../../server/src/scan/checks/rules/second-root-account';
import { findingsOf } from '../../helpers/image-rules';

const passwd = (uid: number) => [{ path: 'etc/passwd', content: `root:x:0:0:root:/root:/bin/sh\nservice:x:${uid}:${uid}::/:/bin/sh\nhalt:x:7:0:halt:/sbin:/sbin/halt\nbroken\n` }];

describe('second-root-account', () => {
  it('reports its bad example once and its good one not', async () => {
    assert.deepEqual(await findingsOf('second-root-account', { dockerfile: secondRootAccount.docs.bad, layers: { './make-accounts.sh': passwd(0) } }), ['2 warning second']);
    assert.deepEqual(await findingsOf('second-root-account', { dockerfile: secondRootAccount.docs.good, layers: { 'adduser -D -u 10001 service': passwd(10001) } }), []);
  });

  it('blames the layer that gave the id', async () => {
    const dockerfile = 'FROM a\nRUN a\nRUN b\nRUN c\n';
    assert.deepEqual(await findingsOf('second-root-account', { dockerfile, layers: { a: passwd(5), b: passwd(0), c: [...passwd(0)] } }), ['3 warning second']);
    assert.deepEqual(await findingsOf('second-root-account', { dockerfile, layers: { a: passwd(0), b: passwd(5), c: [] } }), []);
  });
});
