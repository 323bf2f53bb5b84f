import assert from 'node:assert/strict';
import { imageRootUser } from '../../../server/src/scan/checks/rules/image-root-user';
import { findingsOf, type ImageSketch } from '../../helpers/image-rules';

const passwd = { path: 'etc/passwd', content: 'root:x:0:0:root:/root:/bin/bash\napp:x:10001:10001::/home/app:/bin/sh\ntoor:x:0:0::/root:/bin/sh\n' };
const found = (sketch: Partial<ImageSketch>): Promise<string[]> =>
  findingsOf('image-root-user', { dockerfile: 'FROM registry.corp.test/base:1\nCMD ["server"]\n', layers: { base: [passwd] }, ...sketch, config: { Cmd: ['server'], ...sketch.config } });

describe('image-root-user', () => {
  it('reports its bad example once and its good one not', async () => {
    assert.deepEqual(await found({ dockerfile: imageRootUser.docs.bad }), ['1 info unset']);
    assert.deepEqual(await found({ dockerfile: imageRootUser.docs.good, config: { User: '10001' } }), []);
  });

  it('looks a name up in the passwd of the image, and reports on the last USER', async () => {
    const as = (user: string): Promise<string[]> => found({ dockerfile: `FROM registry.corp.test/base:1\nUSER app\nUSER ${user}\nCMD ["server"]\n`, config: { User: user } });
    assert.deepEqual(await as('toor'), ['3 warning root']);
    assert.deepEqual(await as('root:app'), ['3 warning root']);
    assert.deepEqual(await as('0'), ['3 warning root']);
    assert.deepEqual(await as('app'), []);
    assert.deepEqual(await as('nobody-knows'), []);
  });

  it('puts a user that the base image has set on FROM, for information', async () => {
    assert.deepEqual(await found({ baseHistory: ['USER root'], config: { User: 'root' } }), ['1 info root']);
    assert.deepEqual(await found({ baseHistory: ['USER app'], config: { User: 'app' } }), []);
  });

  it('leaves images alone that start nothing, start a shell, or give up root', async () => {
    assert.deepEqual(await found({ config: { Cmd: null } }), []);
    assert.deepEqual(await found({ config: { Cmd: ['/bin/bash'] } }), []);
    assert.deepEqual(await found({ config: { Entrypoint: ['entrypoint.sh'] }, layers: { base: [passwd, { path: 'usr/local/bin/gosu', content: 'x', mode: 0o755 }] } }), []);
    assert.deepEqual(await found({ dockerfile: 'FROM postgres:17\nCMD ["postgres"]\n', config: { Entrypoint: ['docker-entrypoint.sh'] } }), []);
    assert.deepEqual(await found({ dockerfile: 'FROM debian:13\nENTRYPOINT ["setpriv", "--reuid=1", "server"]\n', config: { Entrypoint: ['setpriv', '--reuid=1', 'server'] } }), []);
  });

  it('says without a Dockerfile what the image says', async () => assert.deepEqual(await found({ known: false }), ['- info unset']));
});
