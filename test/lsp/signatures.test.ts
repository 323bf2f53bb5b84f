/** Signatures, from the code action to the message, with a registry on this machine. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeAction } from 'vscode-languageserver/node';
import { registriesWith } from '../../server/src/lsp/node/node-registries';
import { commands, trustGranted, verifySignature } from '../../server/src/protocol';
import type { ImageAt } from '../../server/src/protocol';
import { FakeRegistry } from '../helpers/fake-registry';
import { keyPair, SignedRepository, signed, simpleLayer, simplePayload } from '../helpers/signatures';
import { FakeSigstore, issuer, keylessLayer } from '../helpers/sigstore';
import { Session, type SessionOptions } from './session';

const pair = keyPair();
const sigstore = new FakeSigstore();

describe('signatures in the editor', () => {
  let directory: string;
  let uri: string;
  let registry: FakeRegistry;
  let session: Session;

  beforeEach(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'plimsoll-lsp-signatures-'));
    uri = pathToFileURL(path.join(directory, 'Dockerfile')).href;
    writeFileSync(path.join(directory, 'cosign.pub'), pair.publicKey);
    const app = new SignedRepository('acme/app');
    const bare = new SignedRepository('acme/bare');
    const contents: Record<string, SignedRepository['contents'][string]> = {};
    const keyless = new SignedRepository('acme/keyless');
    registry = await FakeRegistry.start({ contents, repositories: { 'acme/app': {}, 'acme/bare': {}, 'acme/keyless': {} } });
    keyless.tagged(keylessLayer(sigstore, simplePayload(keyless.digest, `${registry.host}/acme/keyless`)));
    const payload = simplePayload(app.digest, `${registry.host}/acme/app`);
    app.tagged(simpleLayer(payload, signed(payload, pair)));
    Object.assign(contents, app.contents, bare.contents, keyless.contents);
  });
  afterEach(async () => {
    await session.stop();
    await registry.stop();
    rmSync(directory, { recursive: true });
  });

  const policy = (): string => `signatures:\n  - images: ['${registry.host}/acme']\n    keys: [cosign.pub]\n`;

  async function start(configuration: string | undefined, options: SessionOptions = {}): Promise<void> {
    const disk = new Map(configuration === undefined ? [] : [[pathToFileURL(path.join(directory, '.plimsoll.yaml')).href, configuration]]);
    session = await Session.start({ disk, ...options, host: { registries: async () => registriesWith({ home: directory, environment: {} }), ...options.host } });
  }

  const actionsAt = async (text: string): Promise<CodeAction[]> => (await session.codeActions(uri, session.rangeOf(uri, text))).filter(({ title }) => title.startsWith('Verify'));
  const at = (line: number): ImageAt => ({ uri, position: { line, character: 6 } });

  it('are offered where somebody has said who must have signed, and nobody is asked for that', async () => {
    await start(policy());
    await session.open(uri, `FROM ${registry.host}/acme/app:1.0\nFROM debian:12\n`);
    const [action] = await actionsAt('acme/app');
    assert.equal(action!.title, `Verify the signature of acme/app (asks ${registry.host})…`);
    assert.equal(action!.command!.command, commands.verifySignature);
    assert.deepEqual(await actionsAt('debian'), []);
    assert.deepEqual(registry.requests, []);
    const [where, position, image, version] = action!.command!.arguments as [string, ImageAt['position'], string, number];
    const answer = await session.request(verifySignature, { at: { uri: where, position, image, version } });
    assert.equal(answer.changed, false);
    assert.match(answer.message, new RegExp(`^${registry.host}/acme/app:1\\.0 is signed with cosign\\.pub as ${registry.host}/acme/app: sha256:[0-9a-f]{64}\\.$`));
    assert.equal(session.text(uri), `FROM ${registry.host}/acme/app:1.0\nFROM debian:12\n`);
  });

  it('are not offered without a configuration, nor in Restricted Mode, where nobody is asked', async () => {
    await start(undefined);
    await session.open(uri, `FROM ${registry.host}/acme/app:1.0\n`);
    assert.deepEqual(await actionsAt('acme/app'), []);
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /Nobody has said who must have signed .*acme\/app:1\.0\. Name keys or identities under "signatures" in \.plimsoll\.yaml\./);
    await session.stop();
    await start(policy(), { initialization: { commands: true, trusted: false } });
    await session.open(uri, `FROM ${registry.host}/acme/app:1.0\n`);
    assert.deepEqual(await actionsAt('acme/app'), []);
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /not asked in Restricted Mode/);
    assert.deepEqual(registry.requests, []);
    await session.notify(trustGranted, {});
    assert.equal((await actionsAt('acme/app')).length, 1);
  });

  it('that are not there, or not looked up, fail with a message for the user', async () => {
    await start(policy());
    await session.open(uri, `FROM ${registry.host}/acme/bare:1.0\nFROM ${registry.host}/acme/app:2.0\n`);
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /acme\/bare:1\.0 is not signed: its registry has no signature for sha256:[0-9a-f]{64}\.$/);
    await assert.rejects(session.request(verifySignature, { at: at(1) }), /has no image acme\/app:2\.0\. Check the name and the tag\.$/);
  });

  it('are not looked for with a key that cannot be used', async () => {
    await start(policy());
    await session.open(uri, `FROM ${registry.host}/acme/app:1.0\n`);
    writeFileSync(path.join(directory, 'cosign.pub'), pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /^Error: cosign\.pub holds a private key\./);
    rmSync(path.join(directory, 'cosign.pub'));
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /The key cosign\.pub that .*\.plimsoll\.yaml names does not exist\./);
    assert.deepEqual(registry.requests, []);
  });

  it('are verified by who made them, where they are keyless', async () => {
    writeFileSync(path.join(directory, 'root.json'), sigstore.trustedRoot());
    await start(`${policy()}    identities: [{issuer: ${issuer}, subject: 'https://github.com/acme/*'}]\n    trustedRoot: root.json\n`);
    await session.open(uri, `FROM ${registry.host}/acme/keyless:1.0\n`);
    assert.match((await session.request(verifySignature, { at: at(0) })).message, /acme\/keyless:1\.0 is signed by https:\/\/github\.com\/acme\/app\/\S+ \(vouched for by https:\/\/token\.actions\.githubusercontent\.com\) as /);
    writeFileSync(path.join(directory, 'root.json'), '{}');
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /^Error: root\.json is no trusted root that can be read\./);
    rmSync(path.join(directory, 'root.json'));
    await assert.rejects(session.request(verifySignature, { at: at(0) }), /The trusted root root\.json that .*\.plimsoll\.yaml names does not exist\./);
  });

  it('are verified by a command of the server where the editor has none of ours', async () => {
    await start(policy(), { initialization: {} });
    await session.open(uri, `FROM ${registry.host}/acme/app:1.0\n`);
    const [action] = await actionsAt('acme/app');
    await session.connection.sendRequest('workspace/executeCommand', { command: commands.verifySignature, arguments: action!.command!.arguments });
    assert.match(session.messages.join('\n'), /^Plimsoll: .* is signed with cosign\.pub/);
  });
});
