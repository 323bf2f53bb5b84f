/** Digests and tags, from the code action over the command to the edit, with a registry on this machine. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApplyWorkspaceEditRequest, CancellationTokenSource, ShowMessageRequest } from 'vscode-languageserver/node';
import type { CodeAction } from 'vscode-languageserver/node';
import type { Registries } from '../../server/src/lsp/host';
import { registriesWith } from '../../server/src/lsp/node/node-registries';
import { commands, newerTags, pinDigest, trustGranted, useTag } from '../../server/src/protocol';
import type { ImageAt } from '../../server/src/protocol';
import { FakeRegistry, type FakeRegistryOptions } from '../helpers/fake-registry';
import { Session, allCapabilities, eventually, type SessionOptions } from './session';

const uri = 'file:///work/Dockerfile';
const composeUri = 'file:///work/compose.yaml';
const repositories = {
  app: { '1.0': 'one', '1.0.0-slim': 'a', '1.0.7-slim': 'b', '1.2.0-slim': 'c', '1.9.0': 'd', latest: 'd', '2.0.0-rc1': 'e', edge: 'f' },
};

describe('registries in the editor', () => {
  let home: string;
  let session: Session;
  let registry: FakeRegistry;
  /** Before an edit that the server sends is judged. */
  let beforeApply: () => Promise<void>;

  before(() => void (home = mkdtempSync(path.join(tmpdir(), 'plimsoll-lsp-registry-'))));
  after(() => rmSync(home, { recursive: true }));
  afterEach(async () => {
    await session.stop();
    await registry.stop();
  });

  async function start(options: SessionOptions = {}, fake: FakeRegistryOptions = {}): Promise<void> {
    beforeApply = async () => undefined;
    registry = await FakeRegistry.start({ repositories, ...fake });
    const registries: Registries = registriesWith({ home, environment: {} });
    session = await Session.start({ ...options, host: { registries: async () => registries, ...options.host } });
    session.connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
      await beforeApply();
      return session.apply(edit).then(() => ({ applied: true }), (error: Error) => ({ applied: false, failureReason: error.message }));
    });
  }

  const asking = async (document: string, text: string, only?: readonly string[]): Promise<CodeAction[]> =>
    (await session.codeActions(document, session.rangeOf(document, text), only)).filter((action) => /asks/.test(action.title));
  const titlesAt = async (text: string, only?: readonly string[]): Promise<string[]> => (await asking(uri, text, only)).map(({ title, kind }) => `${kind}: ${title}`);
  /** What the code action of a command hands to it. */
  async function chosen(document: string, text: string, command: string): Promise<ImageAt> {
    const action = (await asking(document, text)).find((one) => one.command?.command === command);
    assert.ok(action, `no ${command}`);
    const [actionUri, position, image, version] = action.command!.arguments as [string, ImageAt['position'], string, number];
    return { uri: actionUri, position, image, version };
  }

  it('are named in the actions, and not asked for them', async () => {
    await start({ settings: { preset: 'all' } });
    await session.open(uri, `FROM ${registry.host}/app:1.0.0-slim AS build\nFROM ${registry.host}/app\nCOPY --from=build a b\nCOPY --from=${registry.host}/app:edge a b\n`);
    const { host } = registry;
    assert.deepEqual(await titlesAt('1.0.0-slim'), [`quickfix: Pin to digest (asks ${host})…`, `refactor.rewrite: Update tag (asks ${host})…`]);
    assert.deepEqual(await titlesAt('1.0.0-slim', ['refactor']), [`refactor.rewrite: Pin to digest (asks ${host})…`, `refactor.rewrite: Update tag (asks ${host})…`]);
    assert.deepEqual(await titlesAt('1.0.0-slim', ['quickfix']), [`quickfix: Pin to digest (asks ${host})…`]);
    assert.deepEqual(await titlesAt('app\n'), [`quickfix: Pin to digest (asks ${host})…`, `quickfix: Use the version that is latest now (asks ${host})…`]);
    assert.deepEqual((await titlesAt('app:edge')).length, 2);
    assert.deepEqual(await titlesAt('--from=build'), []);
    assert.deepEqual(registry.requests, []);
  });

  it('are not offered for what an edit cannot change', async () => {
    await start();
    await session.open(uri, 'ARG V=1\nFROM a.example/x:$V AS one\nFROM one\nFROM scratch\nFROM a.example/y@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e\n');
    for (const text of ['x:$V', 'FROM one', 'scratch', 'y@sha256']) assert.deepEqual(await titlesAt(text), [], text);
  });

  it('are not offered in the browser, in Restricted Mode, to an editor that takes no edits, and where Plimsoll is off', async () => {
    const offered = async (): Promise<number> => {
      await session.open(uri, 'FROM debian:12\n');
      return (await titlesAt('debian')).length;
    };
    await start({ host: { registries: undefined } });
    assert.equal(await offered(), 0);
    await session.stop();
    await registry.stop();
    await start({ capabilities: { ...allCapabilities, workspace: { ...allCapabilities.workspace, applyEdit: false } } });
    assert.equal(await offered(), 0);
    await session.stop();
    await registry.stop();
    await start({ settings: { enable: false } });
    assert.equal(await offered(), 0);
    await session.stop();
    await registry.stop();
    await start({ initialization: { commands: true, trusted: false } });
    assert.equal(await offered(), 0);
    const at = { uri, position: { line: 0, character: 6 } };
    await assert.rejects(session.request(pinDigest, { at }), /not asked in Restricted Mode/);
    await session.notify(trustGranted, {});
    assert.equal((await titlesAt('debian')).length, 2);
  });

  it('give the digest, which is written behind the tag', async () => {
    await start({}, { tokens: {} });
    await session.open(uri, `FROM ${registry.host}/app:1.0 AS base\r\nRUN true\r\n`);
    const answer = await session.request(pinDigest, { at: await chosen(uri, 'app:1.0', commands.pinDigest) });
    const digest = registry.digest('app', '1.0');
    assert.equal(session.text(uri), `FROM ${registry.host}/app:1.0@${digest} AS base\r\nRUN true\r\n`);
    assert.deepEqual(answer, { changed: true, message: `app:1.0 is pinned to ${digest}, for all its platforms.` });
    assert.deepEqual(await session.request(pinDigest, { at: await chosen(uri, 'app:1.0', commands.pinDigest) }), { changed: false, message: `app:1.0 still is ${digest}.` });
  });

  it('renew a digest', async () => {
    await start();
    await session.open(uri, `FROM ${registry.host}/app:1.0@sha256:${'0'.repeat(64)}\n`);
    assert.match((await titlesAt('app:1.0')).join(), /Renew the digest/);
    await session.request(pinDigest, { at: await chosen(uri, 'app:1.0', commands.pinDigest) });
    assert.equal(session.text(uri), `FROM ${registry.host}/app:1.0@${registry.digest('app', '1.0')}\n`);
  });

  it('are asked for services of Compose, whose quotes stay', async () => {
    await start();
    await session.open(composeUri, `services:\n  a:\n    image: "${registry.host}/app:1.0"\n  b:\n    build: .\n    image: ${registry.host}/app:edge\n`, 'dockercompose');
    assert.deepEqual(await asking(composeUri, 'app:edge'), []);
    await session.request(pinDigest, { at: await chosen(composeUri, 'app:1.0', commands.pinDigest) });
    assert.match(session.text(composeUri), new RegExp(`image: "${registry.host}/app:1.0@${registry.digest('app', '1.0')}"\n`));
  });

  it('offer later tags of the variant, and the chosen one takes its place', async () => {
    await start();
    await session.open(uri, `FROM ${registry.host}/app:1.0.0-slim@sha256:${'0'.repeat(64)}\n`);
    const found = await session.request(newerTags, { at: await chosen(uri, '1.0.0-slim', commands.updateTag) });
    assert.deepEqual(found.choices, [{ tag: '1.0.7-slim', note: 'newest patch' }, { tag: '1.2.0-slim', note: 'newest minor version' }]);
    await session.request(useTag, { at: found.at, tag: '1.0.7-slim' });
    assert.equal(session.text(uri), `FROM ${registry.host}/app:1.0.7-slim@${registry.digest('app', '1.0.7-slim')}\n`);
  });

  it('say so where there is no later tag', async () => {
    await start();
    await session.open(uri, `FROM ${registry.host}/app:1.2.0-slim\n`);
    const { choices, message } = await session.request(newerTags, { at: await chosen(uri, '1.2.0-slim', commands.updateTag) });
    assert.deepEqual([choices, message], [[], `${registry.host} has no later version of app:1.2.0-slim in this variant.`]);
  });

  it('tell which version latest is now', async () => {
    await start();
    await session.open(uri, `FROM ${registry.host}/app\nFROM ${registry.host}/app:edge\n`);
    const found = await session.request(newerTags, { at: await chosen(uri, 'app\n', commands.updateTag) });
    assert.deepEqual(found.choices, [{ tag: '1.9.0', note: 'what latest is now' }]);
    await session.request(useTag, { at: found.at, tag: '1.9.0' });
    assert.equal(session.text(uri), `FROM ${registry.host}/app:1.9.0\nFROM ${registry.host}/app:edge\n`);
    const none = await session.request(newerTags, { at: await chosen(uri, 'app:edge', commands.updateTag) });
    assert.deepEqual([none.choices, /none is what edge is now/.test(none.message)], [[], true]);
  });

  it('find the reference again where the text has changed meanwhile', async () => {
    let typed = false;
    await start({}, {
      intercept: (request, response, self) => {
        if (typed) return false;
        typed = true;
        // The answer waits until the user has typed.
        void session.replace(uri, 'FROM', '# one\n# two\nFROM').then(() => response.writeHead(307, { location: `http://${self.host}${request.url}` }).end());
        return true;
      },
    });
    await session.open(uri, `FROM ${registry.host}/app:1.0\n`);
    await session.request(pinDigest, { at: await chosen(uri, 'app:1.0', commands.pinDigest) });
    assert.equal(session.text(uri), `# one\n# two\nFROM ${registry.host}/app:1.0@${registry.digest('app', '1.0')}\n`);
  });

  it('make the edit anew where the editor refuses it because its version is past', async () => {
    await start();
    await session.open(uri, `FROM ${registry.host}/app:1.0\n`);
    let tries = 0;
    beforeApply = async () => {
      if (++tries === 1) await session.replace(uri, 'FROM', '# typed\nFROM');
    };
    await session.request(pinDigest, { at: await chosen(uri, 'app:1.0', commands.pinDigest) });
    assert.equal(tries, 2);
    assert.equal(session.text(uri), `# typed\nFROM ${registry.host}/app:1.0@${registry.digest('app', '1.0')}\n`);
  });

  it('change nothing where the reference is gone, or could be one of several', async () => {
    await start();
    const text = `FROM ${registry.host}/app:1.0 AS a\nFROM ${registry.host}/app:1.0 AS b\n`;
    await session.open(uri, text);
    const at = await chosen(uri, 'app:1.0', commands.pinDigest);
    await session.replace(uri, 'FROM', '# typed\nFROM');
    await assert.rejects(session.request(pinDigest, { at }), /Nothing was changed: the file has changed, and .*app:1\.0 is in it 2 times\. Ask again\./);
    await session.replace(uri, 'app:1.0 AS a', 'app:1.1 AS a');
    await session.replace(uri, 'app:1.0 AS b', 'app:1.1 AS b');
    await assert.rejects(session.request(pinDigest, { at }), /app:1\.0 is not in the file any more/);
    assert.equal(session.text(uri), `# typed\n${text.replaceAll('1.0', '1.1')}`);
    assert.deepEqual(registry.requests, []);
  });

  it('change the one of several alike that was clicked', async () => {
    await start();
    const line = `FROM ${registry.host}/app:1.0`;
    await session.open(uri, `${line} AS a\n${line} AS b\n`);
    await session.request(pinDigest, { at: await chosen(uri, 'app:1.0 AS b', commands.pinDigest) });
    assert.equal(session.text(uri), `${line} AS a\n${line}@${registry.digest('app', '1.0')} AS b\n`);
  });

  it('fail with a message for the user, and change nothing', async () => {
    await start();
    await session.open(uri, `FROM ${registry.host}/app:9.9\nRUN true\n`);
    await assert.rejects(session.request(pinDigest, { at: await chosen(uri, 'app:9.9', commands.pinDigest) }), new RegExp(`^Error: ${registry.host} has no image app:9\\.9\\. Check the name and the tag\\.$`));
    await assert.rejects(session.request(pinDigest, { at: { uri, position: { line: 1, character: 2 } } }), /There is no image here/);
    await assert.rejects(session.request(pinDigest, { at: { uri: 'file:///work/other', position: { line: 0, character: 0 } } }), /is not open/);
    assert.equal(session.text(uri), `FROM ${registry.host}/app:9.9\nRUN true\n`);
  });

  it('are hung up on when the user cancels', async () => {
    let closed = false;
    const source = new CancellationTokenSource();
    await start({}, {
      intercept: (_, response) => {
        response.on('close', () => (closed = true));
        source.cancel();
        return true;
      },
    });
    await session.open(uri, `FROM ${registry.host}/app:1.0\n`);
    await assert.rejects(session.connection.sendRequest(pinDigest.method, { at: await chosen(uri, 'app:1.0', commands.pinDigest) }, source.token), /Cancelled/);
    await eventually('the connection is closed', () => closed, Boolean);
  });

  it('are asked by commands of the server where the editor has none of ours', async () => {
    await start({ initialization: {} });
    assert.deepEqual(session.initialized.capabilities.executeCommandProvider?.commands, [commands.pinDigest, commands.updateTag, commands.verifySignature]);
    await session.open(uri, `FROM ${registry.host}/app:1.0.0-slim\n`);
    const execute = async (command: string): Promise<void> => {
      const action = (await asking(uri, 'app:1')).find((one) => one.command?.command === command);
      await session.connection.sendRequest('workspace/executeCommand', { command, arguments: action!.command!.arguments });
    };
    session.connection.onRequest(ShowMessageRequest.type, ({ actions }) => actions!.find(({ title }) => title === '1.2.0-slim (newest minor version)')!);
    await execute(commands.updateTag);
    await execute(commands.pinDigest);
    const digest = registry.digest('app', '1.2.0-slim');
    assert.equal(session.text(uri), `FROM ${registry.host}/app:1.2.0-slim@${digest}\n`);
    assert.deepEqual(session.messages.filter((message) => /app:/.test(message)), [`Plimsoll: ${registry.host}/app:1.0.0-slim is now app:1.2.0-slim.`, `Plimsoll: app:1.2.0-slim is pinned to ${digest}, for all its platforms.`]);
    session.connection.onRequest(ShowMessageRequest.type, () => null);
  });
});
