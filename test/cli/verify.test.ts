/** `plimsoll verify`, as users run it, with a registry on this machine. */
import assert from 'node:assert/strict';

import type { VerificationReport } from '../../server/src/report/verification';
import { FakeRegistry } from '../helpers/fake-registry';
import { envelopeBundle, keyPair, SignedRepository, signed, simpleLayer, simplePayload } from '../helpers/signatures';
import { FakeSigstore, issuer, keylessLayer, subject } from '../helpers/sigstore';
import { Workplace, type Run } from './plimsoll';

const pair = keyPair();
const other = keyPair('Ed25519');
const sigstore = new FakeSigstore();

describe('plimsoll verify', function () {
  this.timeout(60_000);
  let place: Workplace;
  let registry: FakeRegistry;

  before(async () => {
    const app = new SignedRepository('acme/app', { index: true });
    const tool = new SignedRepository('acme/tool');
    const bare = new SignedRepository('acme/bare');
    const copy = new SignedRepository('copy/app');
    const keyless = new SignedRepository('acme/keyless');
    const contents: Record<string, SignedRepository['contents'][string]> = {};
    registry = await FakeRegistry.start({ contents, repositories: { 'acme/app': {}, 'acme/tool': {}, 'acme/bare': {}, 'copy/app': {}, 'acme/keyless': {} } });
    const payload = simplePayload(app.digest, `${registry.host}/acme/app`);
    app.tagged(simpleLayer(payload, signed(payload, pair)));
    tool.bundle(envelopeBundle(tool.digest, other)).list('tag');
    const original = simplePayload(copy.digest, 'ghcr.io/acme/app');
    copy.tagged(simpleLayer(original, signed(original, pair)));
    keyless.tagged(keylessLayer(sigstore, simplePayload(keyless.digest, `${registry.host}/acme/keyless`)));
    for (const repository of [app, tool, bare, copy, keyless]) Object.assign(contents, repository.contents);
  });
  after(() => registry.stop());
  beforeEach(() => {
    place = new Workplace();
    place.write({ 'cosign.pub': pair.publicKey, 'keys/other.pub': other.publicKey, 'keys/root.json': sigstore.trustedRoot() });
    registry.requests.length = 0;
  });
  afterEach(() => place.remove());

  const run = async (status: number, ...args: readonly string[]): Promise<Run> => {
    const result = await place.run(['verify', ...args]);
    assert.equal(result.status, status, result.err || result.out);
    return result;
  };
  const outcomes = async (status: number, ...args: readonly string[]): Promise<string[]> =>
    (JSON.parse((await run(status, ...args, '--format', 'json')).out) as VerificationReport).images.map(({ image, outcome, places }) => [outcome, image.replace(`${registry.host}/`, ''), ...places.map(({ line }) => line)].join(' '));

  it('verifies with a key, and with one of several', async () => {
    const image = `${registry.host}/acme/app:1.0`;
    assert.deepEqual(await outcomes(0, image, '--key', 'cosign.pub'), ['verified acme/app:1.0']);
    assert.deepEqual(await outcomes(0, image, `${registry.host}/acme/tool:1.0`, '--key', 'cosign.pub', '--key', 'keys/other.pub'), ['verified acme/app:1.0', 'verified acme/tool:1.0']);
    assert.deepEqual(await outcomes(1, image, '--key', 'keys/other.pub'), ['wrongly-signed acme/app:1.0']);
  });

  it('says what it found out, and ends with 1 where one is not signed', async () => {
    const { host } = registry;
    const { out, err } = await run(1, `${host}/acme/app:1.0`, `${host}/acme/bare:1.0`, '--key', 'cosign.pub');
    assert.equal(err, '');
    assert.match(out.replaceAll(/\s+/g, ' '), new RegExp(`^verified ${host}/acme/app:1.0 ${host}/acme/app:1.0 is signed with cosign.pub as ${host}/acme/app: sha256:[0-9a-f]{64}, the index of all its platforms\\. not signed ${host}/acme/bare:1.0 .* is not signed: its registry has no signature for sha256:[0-9a-f]{64}\\. 2 images: 1 verified, 1 not signed\\. $`));
  });

  it('ends with 2 where one could not be looked up, unless another is wrong', async () => {
    const { host } = registry;
    assert.deepEqual(await outcomes(2, `${host}/acme/app:1.0`, `${host}/acme/app:2.0`, '--key', 'cosign.pub'), ['verified acme/app:1.0', 'not-looked-up acme/app:2.0']);
    assert.deepEqual(await outcomes(1, `${host}/acme/bare:1.0`, `${host}/acme/app:2.0`, '--key', 'cosign.pub'), ['not-signed acme/bare:1.0', 'not-looked-up acme/app:2.0']);
  });

  it('verifies all that a Dockerfile takes, with the keys of the configuration', async () => {
    const { host } = registry;
    place.write({
      '.plimsoll.yaml': `signatures:\n  - images: ['${host}/acme']\n    keys: [cosign.pub]\n  - images: '*/tool'\n    keys: [keys/other.pub, cosign.pub]\n  - images: ['${host}/copy/*']\n    keys: cosign.pub\n    signedAs: ghcr.io/acme/app\n`,
      'app/Dockerfile': `# syntax=docker/dockerfile:1\nARG TAG=1.0\nARG BASE\nFROM ${host}/acme/app:$TAG AS base\nFROM $BASE AS other\nFROM ${host}/copy/app:1.0\nCOPY --from=base /a /a\nCOPY --from=${host}/acme/app:1.0 /a /a\nRUN --mount=from=${host}/acme/tool:1.0,target=/t true\n`,
    });
    assert.deepEqual(await outcomes(2, '--dockerfile', 'app/Dockerfile'), ['no-policy docker/dockerfile:1 1', 'verified acme/app:1.0 4 8', 'unknown $BASE 5', 'verified copy/app:1.0 6', 'verified acme/tool:1.0 9']);
    // Nobody else is asked.
    place.write({ 'app/Dockerfile': place.read('app/Dockerfile').replace('FROM $BASE AS other\n', '') });
    const { out } = await run(0, '--dockerfile', 'app/Dockerfile');
    assert.match(out, /^no policy +docker\/dockerfile:1 {2}app\/Dockerfile:1\n +Nobody has said who must have signed it/);
    assert.match(out, /\n4 images: 3 verified, 1 without a policy\.\n$/);
  });

  it('takes a copy under the name that is given for it, and no other', async () => {
    const image = `${registry.host}/copy/app:1.0`;
    assert.deepEqual(await outcomes(1, image, '--key', 'cosign.pub'), ['wrongly-signed copy/app:1.0']);
    assert.deepEqual(await outcomes(0, image, '--key', 'cosign.pub', '--signed-as', 'ghcr.io/acme/app'), ['verified copy/app:1.0']);
  });

  it('verifies keyless signatures by who made them, with the trusted root that is named', async () => {
    const image = `${registry.host}/acme/keyless:1.0`;
    const by = ['--certificate-identity', subject, '--certificate-oidc-issuer', issuer];
    const root = ['--trusted-root', 'keys/root.json'];
    assert.deepEqual(await outcomes(0, image, ...by, ...root), ['verified acme/keyless:1.0']);
    assert.deepEqual(await outcomes(0, image, `${registry.host}/acme/app:1.0`, ...by, ...root, '--key', 'cosign.pub'), ['verified acme/keyless:1.0', 'verified acme/app:1.0']);
    assert.deepEqual(await outcomes(1, image, '--certificate-identity', 'me@example.com', '--certificate-oidc-issuer', issuer, ...root), ['wrongly-signed acme/keyless:1.0']);
    // Sigstore's public instance knows nothing of it.
    assert.deepEqual(await outcomes(1, image, ...by), ['not-checked acme/keyless:1.0']);
    assert.match((await run(1, image, '--key', 'cosign.pub', ...root)).out.replaceAll(/\s+/g, ' '), /^not verified .* Anybody can make one in their own name: say by identities/);
    place.write({ '.plimsoll.yaml': `signatures:\n  - images: ['*/acme/*']\n    identities:\n      - issuer: ${issuer}\n        subject: https://github.com/acme/*\n    trustedRoot: keys/root.json\n` });
    const { images: [found] } = JSON.parse((await run(0, image, '--format', 'json')).out) as VerificationReport;
    assert.deepEqual([found!.outcome, found!.identities, found!.signatures[0]!.identity, found!.signatures[0]!.issuer], ['verified', [{ issuer, subject: 'https://github.com/acme/*' }], subject, issuer]);
    assert.deepEqual(await outcomes(1, `${registry.host}/acme/app:1.0`), ['wrongly-signed acme/app:1.0']);
  });

  it('is not content where nobody says who must have signed', async () => {
    const { err, out } = await run(2, `${registry.host}/acme/app:1.0`);
    assert.match(err, /^plimsoll: nothing was verified\. Name a key by --key or a signer by --certificate-identity, or write "signatures" in \.plimsoll\.yaml\.\n$/);
    assert.match(out, /^no policy /);
    assert.deepEqual(registry.requests, []);
    place.write({ Dockerfile: 'FROM scratch\n' });
    assert.match((await run(0, '--dockerfile', 'Dockerfile')).err, /takes no image/);
  });

  const image = (): string => `${registry.host}/acme/app:1.0`;

  async function refused(message: RegExp, ...args: readonly string[]): Promise<void> {
    const { out, err } = await run(2, ...args);
    assert.equal(out, '');
    assert.match(err, message);
    assert.deepEqual(registry.requests, []);
  }

  it('asks nobody with a configuration or a key that it cannot use', async () => {
    place.write({ '.plimsoll.yaml': `signatures:\n  - images: ['*']\n    key: cosign.pub\n` });
    await refused(/^plimsoll: \.plimsoll\.yaml:3:5: There is no setting "key"\. Did you mean "keys"\? Nothing is verified with a configuration that holds a mistake\.\n/, image());
    place.write({ '.plimsoll.yaml': `signatures:\n  - images: ['*']\n    keys: [keys/missing.pub]\n` });
    await refused(/^plimsoll: The key keys\/missing\.pub does not exist\.\n/, image());
    await refused(/^plimsoll: The configuration file none\.yaml does not exist\.\n/, image(), '--config', 'none.yaml');
    place.write({ 'private.pem': pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), 'text.txt': 'no key' });
    await refused(/private\.pem holds a private key/, image(), '--key', 'private.pem');
    await refused(/text\.txt holds no public key in PEM/, image(), '--key', 'text.txt');
    await refused(/^plimsoll: Name an image, or a Dockerfile/, '--key', 'cosign.pub');
    await refused(/"Not An Image" is no name of an image/, 'Not An Image', '--key', 'cosign.pub');
    await refused(/leave out "x"/, 'x', '--dockerfile', 'Dockerfile');
    await refused(/The Dockerfile none does not exist/, '--dockerfile', 'none', '--key', 'cosign.pub');
    await refused(/--signed-as is for --key/, image(), '--signed-as', 'x');
    await refused(/--config is for what a configuration file says/, image(), '--key', 'cosign.pub', '--config', 'x');
  });

  it('asks nobody with half an identity, or a trusted root that it cannot use', async () => {
    place.write({ 'text.txt': 'no root' });
    await refused(/--trusted-root is for --key and --certificate-identity/, image(), '--trusted-root', 'x');
    await refused(/--certificate-identity and --certificate-oidc-issuer belong together/, image(), '--certificate-identity', 'x');
    await refused(/--certificate-identity and --certificate-oidc-issuer belong together/, image(), '--certificate-oidc-issuer', 'x', '--key', 'cosign.pub');
    await refused(/^plimsoll: text\.txt is no trusted root that can be read\./, image(), '--key', 'cosign.pub', '--trusted-root', 'text.txt');
    await refused(/^plimsoll: The trusted root none\.json does not exist\./, image(), '--key', 'cosign.pub', '--trusted-root', 'none.json');
  });
});
