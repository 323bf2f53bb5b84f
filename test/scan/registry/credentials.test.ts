import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseChallenge } from '../../../server/src/scan/registry/challenge';
import { loginFor } from '../../../server/src/scan/registry/credentials';

const base64 = (text: string): string => Buffer.from(text).toString('base64');

describe('logins of docker login', () => {
  let home: string;
  const configure = (config: unknown): void => {
    mkdirSync(path.join(home, '.docker'), { recursive: true });
    writeFileSync(path.join(home, '.docker', 'config.json'), typeof config === 'string' ? config : JSON.stringify(config));
  };
  /** A program of the name `docker-credential-fake`; its input goes to the file `asked`. */
  const helper = (...script: readonly string[]): NodeJS.ProcessEnv => {
    const file = path.join(home, 'docker-credential-fake');
    writeFileSync(file, ['#!/bin/sh', `printf '%s ' "$1" > "${home}/asked"; cat >> "${home}/asked"`, ...script, ''].join('\n'));
    chmodSync(file, 0o755);
    return { PATH: `${home}:${process.env.PATH}` };
  };

  beforeEach(() => void (home = mkdtempSync(path.join(tmpdir(), 'plimsoll-login-'))));
  afterEach(() => rmSync(home, { recursive: true }));

  it('are none without a file', async () => assert.deepEqual(await loginFor('ghcr.io', { home, environment: {} }), {}));

  it('are found by host, by address, and for Docker Hub under its old address', async () => {
    configure({ auths: { 'ghcr.io': { auth: base64('a:1:2') }, 'https://quay.io/v2/': { auth: base64('b:2') }, 'https://index.docker.io/v1/': { username: 'c', password: '3' } } });
    const login = async (registry: string): Promise<unknown> => (await loginFor(registry, { home, environment: {} })).login;
    assert.deepEqual(await login('ghcr.io'), { username: 'a', password: '1:2' });
    assert.deepEqual(await login('quay.io'), { username: 'b', password: '2' });
    assert.deepEqual(await login('docker.io'), { username: 'c', password: '3' });
    assert.equal(await login('evil.example'), undefined);
    assert.equal(await login('ghcr.io.evil.example'), undefined);
  });

  it('lie where DOCKER_CONFIG says', async () => {
    configure({ auths: { 'ghcr.io': { auth: base64('a:1') } } });
    assert.deepEqual(await loginFor('ghcr.io', { home: '/nowhere', environment: { DOCKER_CONFIG: path.join(home, '.docker') } }), { login: { username: 'a', password: '1' } });
  });

  it('may be identity tokens', async () => {
    configure({ auths: { 'ghcr.io': { auth: base64('<token>:'), identitytoken: 'x' } } });
    assert.deepEqual(await loginFor('ghcr.io', { home, environment: {} }), { identityToken: 'x' });
  });

  it('that cannot be used are named', async () => {
    configure('{');
    assert.match((await loginFor('ghcr.io', { home, environment: {} })).problem!, /config\.json cannot be read/);
    configure({ credsStore: '../evil' });
    assert.match((await loginFor('ghcr.io', { home, environment: {} })).problem!, /no name of a credential helper/);
    configure({ credsStore: 'that-is-not-there' });
    assert.match((await loginFor('ghcr.io', { home, environment: { PATH: home } })).problem!, /docker-credential-that-is-not-there gives no login/);
  });

  it('come from a credential helper, which is asked as Docker asks it', async function () {
    if (process.platform === 'win32') this.skip();
    const { readFileSync } = await import('node:fs');
    configure({ credsStore: 'fake' });
    assert.deepEqual(await loginFor('docker.io', { home, environment: helper(`echo '{"ServerURL":"x","Username":"me","Secret":"s3"}'`) }), { login: { username: 'me', password: 's3' } });
    assert.equal(readFileSync(path.join(home, 'asked'), 'utf8'), 'get https://index.docker.io/v1/');
    configure({ credHelpers: { 'ghcr.io': 'fake' } });
    assert.deepEqual(await loginFor('quay.io', { home, environment: helper('exit 3') }), {});
    assert.deepEqual(await loginFor('ghcr.io', { home, environment: helper('echo "credentials not found in native keychain"; exit 1') }), {});
    assert.match((await loginFor('ghcr.io', { home, environment: helper('echo "the keychain is locked"; exit 1') })).problem!, /the keychain is locked/);
    assert.match((await loginFor('ghcr.io', { home, environment: helper('echo nonsense') })).problem!, /cannot be read/);
    assert.deepEqual(await loginFor('ghcr.io', { home, environment: helper(`echo '{"Username":"<token>","Secret":"x"}'`) }), { identityToken: 'x' });
  });
});

describe('challenges of a registry', () => {
  it('are read with and without quotes, among others', () => {
    assert.deepEqual(parseChallenge('Bearer realm="https://auth.example/token",service="a, b",scope="repository:x:pull,push"'), { scheme: 'bearer', realm: 'https://auth.example/token', service: 'a, b' });
    assert.deepEqual(parseChallenge('Basic realm="x", bearer realm=https://auth.example/token'), { scheme: 'bearer', realm: 'https://auth.example/token' });
    assert.deepEqual(parseChallenge('Basic realm="x"'), { scheme: 'basic' });
    assert.equal(parseChallenge('Negotiate'), undefined);
    assert.equal(parseChallenge(undefined), undefined);
  });
});
