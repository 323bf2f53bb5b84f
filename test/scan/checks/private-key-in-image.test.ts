import assert from 'node:assert/strict';
import { privateKeyInImage } from '../../../server/src/scan/checks/rules/private-key-in-image';
import { findingsOf, pem, scanSketch, type ImageSketch } from '../../helpers/image-rules';
import { opaque, whiteout } from '../../helpers/image-builder';

const found = (sketch: Partial<ImageSketch>): Promise<string[]> => findingsOf('private-key-in-image', { dockerfile: 'FROM a\nCOPY . /app\n', ...sketch });
const copied = (path: string, content: string): Promise<string[]> => found({ layers: { '. /app': [{ path, content }] } });

describe('private-key-in-image', () => {
  it('reports its bad example once, though a later layer deletes the key, and its good one not', async () => {
    const run = './fetch.sh && rm /root/.ssh/id_ed25519';
    const layers = { 'deploy /root/.ssh/id_ed25519': [{ path: 'root/.ssh/id_ed25519', content: pem('OPENSSH ') }], [run]: [whiteout('root/.ssh/id_ed25519')] };
    assert.deepEqual(await found({ dockerfile: privateKeyInImage.docs.bad, layers }), ['2 error hidden root/.ssh/id_ed25519']);
    const { checks } = await scanSketch({ dockerfile: privateKeyInImage.docs.bad, layers });
    assert.match(checks[0]!.message, /in a layer of the image: \/root\/\.ssh\/id_ed25519 \(an OpenSSH private key\)\. "RUN \.\/fetch\.sh .*" only hides it/);
    assert.deepEqual(await found({ dockerfile: privateKeyInImage.docs.good, layers: { './fetch.sh': [{ path: 'app/a' }] } }), []);
  });

  it('knows the forms of keys, and encrypted ones', async () => {
    assert.deepEqual(await copied('app/tls.key', `Bag Attributes\n${pem('')}`), ['2 error key app/tls.key']);
    assert.deepEqual(await copied('app/ca.pem', `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${pem('EC ')}`), ['2 error key app/ca.pem']);
    assert.deepEqual(await copied('app/k.ppk', 'PuTTY-User-Key-File-3: ssh-rsa\r\nEncryption: none\r\nComment: a\r\n'), ['2 error key app/k.ppk']);
    assert.deepEqual(await copied('app/k.ppk', 'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: aes256-cbc\n'), ['2 warning encrypted app/k.ppk']);
    assert.deepEqual(await copied('app/tls.key', pem('ENCRYPTED ')), ['2 warning encrypted app/tls.key']);
    assert.deepEqual(await copied('app/tls.key', pem().replace('-----\n', '-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\n')), ['2 warning encrypted app/tls.key']);
    const openssh = (cipher: string): string => {
      const length = Buffer.from([0, 0, 0, cipher.length]);
      const bytes = Buffer.concat([Buffer.from('openssh-key-v1\0'), length, Buffer.from(cipher), Buffer.from('kdf and key: 0123456789abcdefghijklmnopqrstuvwxyz')]);
      return `-----BEGIN OPENSSH PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END OPENSSH PRIVATE KEY-----\n`;
    };
    assert.deepEqual(await copied('home/a/.ssh/id_rsa', openssh('none')), ['2 error key home/a/.ssh/id_rsa']);
    assert.deepEqual(await copied('home/a/.ssh/id_rsa', openssh('aes256-ctr')), ['2 warning encrypted home/a/.ssh/id_rsa']);
  });

  it('leaves alone what is no key, and keys that packages ship', async () => {
    for (const [path, content] of [
      ['app/cert.pem', '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'], ['app/id_rsa.pub', 'ssh-rsa AAAA'], ['app/key.pem', '-----BEGIN RSA PRIVATE KEY-----\n...\n-----END RSA PRIVATE KEY-----\n'],
      ['app/key.pem', `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(200)}\n-----END PRIVATE KEY-----\n`], ['app/main.js', pem()], ['usr/lib/python3/dist-packages/twisted/x.pem', pem()], ['app/node_modules/agent/key.pem', pem()],
      ['app/test/keys/server.key', pem()], ['app/tests/a.key', pem()], ['app/examples/a.pem', pem()], ['app/test-key.pem', pem()], ['usr/share/doc/a/key.pem', pem()], ['etc/ssl/private/ssl-cert-snakeoil.key', pem()],
      ['go/pkg/mod/golang.org/x/crypto/ssh/id_rsa', pem()], ['app/empty.key', ''],
    ] as const) {
      assert.deepEqual(await copied(path, content), [], path);
    }
  });

  it('leaves alone what a package of the distribution owns, by either of its names', async () => {
    const list = { path: 'var/lib/dpkg/info/toy.list', content: '/.\n/lib/toy/server.key\n' };
    const status = { path: 'var/lib/dpkg/status', content: 'Package: toy\nStatus: install ok installed\nArchitecture: all\nVersion: 1\n' };
    const key = { path: 'usr/lib/toy/server.key', content: pem() };
    const dockerfile = 'FROM a\nRUN install\n';
    assert.deepEqual(await found({ dockerfile, layers: { install: [key, list, status] } }), []);
    assert.deepEqual(await found({ dockerfile, layers: { install: [key, status] } }), ['2 error key usr/lib/toy/server.key']);
  });

  it('says of host keys what they are', async () => {
    assert.deepEqual(await found({ dockerfile: 'FROM a\nRUN apt-get install\n', layers: { 'apt-get install': [{ path: 'etc/ssh/ssh_host_rsa_key', content: pem('OPENSSH ') }, { path: 'etc/ssh/ssh_host_rsa_key.pub', content: 'ssh-rsa A' }] } }), ['2 error hostKey etc/ssh/ssh_host_rsa_key']);
  });

  it('follows a file through the layers', async () => {
    const key = { path: 'app/a.key', content: pem() };
    const dockerfile = 'FROM a\nCOPY . /app\nRUN one\nRUN two\n';
    const through = (one: ImageSketch['layers'], two: ImageSketch['layers'] = { two: [] }): Promise<string[]> => found({ dockerfile, layers: { '. /app': [key], ...one, ...two } });
    assert.deepEqual(await through({ one: [key] }), ['2 error key app/a.key'], 'the same again, as after chown -R');
    assert.deepEqual(await through({ one: [opaque('app')] }), ['2 error hidden app/a.key']);
    assert.deepEqual(await through({ one: [whiteout('app')] }), ['2 error hidden app/a.key']);
    assert.deepEqual(await through({ one: [{ path: 'app/a.key', content: 'none' }] }), ['2 error hidden app/a.key'], 'replaced');
    assert.deepEqual(await through({ one: [whiteout('app/a.key')] }, { two: [key] }), ['4 error key app/a.key'], 'brought back');
  });

  it('groups what is alike at one place, and is calm about the base image', async () => {
    const keys = Array.from({ length: 9 }, (_, index) => ({ path: `app/${index}.key`, content: pem() }));
    const report = await scanSketch({ dockerfile: 'FROM a\nCOPY . /app\n', layers: { '. /app': keys } });
    assert.equal(report.checks.length, 1);
    assert.equal(report.checks[0]!.files.length, 9);
    assert.match(report.checks[0]!.message, /\/app\/0\.key, .*\/app\/4\.key and 4 more \(an RSA private key\)/);
    assert.deepEqual(await found({ layers: { base: keys.slice(0, 2), '. /app': [] } }), ['1 info key app/0.key app/1.key']);
  });

  it('without a Dockerfile names the layer only', async () => {
    const { checks, image } = await scanSketch({ dockerfile: 'FROM a\nCOPY . /app\n', layers: { '. /app': [{ path: 'app/a.key', content: pem() }] }, known: false });
    assert.deepEqual(checks.map(({ severity, uri, layer }) => [severity, uri, layer]), [['error', '', image.layers[1]!.diffId]]);
  });

  it('names a file that is too large to be a key', async () => {
    const { checks, problems } = await scanSketch({ dockerfile: 'FROM a\nCOPY . /app\n', layers: { '. /app': [{ path: 'app/a.key', content: pem() + 'x'.repeat(1024 * 1024) }] } });
    assert.deepEqual([checks, problems.map(({ where }) => where)], [[], ['app/a.key']]);
  });
});
