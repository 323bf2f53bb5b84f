import assert from 'node:assert/strict';
import type { CodeAction, Hover } from 'vscode-languageserver/node';
import { fixAllKind } from '../../server/src/lsp/features/code-actions';
import { eventually, oldCapabilities, Session, type SessionOptions } from './session';

const uri = 'file:///etc/docker/daemon.json';
const elsewhere = 'file:///app/roles/host/files/daemon.json';

describe('language server: daemon.json', () => {
  let session: Session;
  const start = async (options: SessionOptions = {}): Promise<Session> => (session = await Session.start(options));
  afterEach(() => session.stop());

  const actionsOn = (text: string, only?: readonly string[]): Promise<CodeAction[]> => session.codeActions(uri, session.rangeOf(uri, text), only);

  it('is checked as it is written, in JSON with and without comments', async () => {
    await start();
    for (const language of ['json', 'jsonc']) {
      await session.open(uri, '{\n  "icc": false,\n  "hosts": ["tcp://0.0.0.0:2375"]\n}\n', language);
      const [diagnostic, ...more] = await session.diagnostics(uri);
      assert.deepEqual([diagnostic!.code, diagnostic!.severity, diagnostic!.range, more], ['unprotected-daemon-address', 1, session.rangeOf(uri, '"tcp://0.0.0.0:2375"'), []]);
      await session.replace(uri, 'tcp://0.0.0.0:2375', 'unix://');
      assert.deepEqual(await session.rules(uri), []);
      await session.close(uri);
    }
  });

  it('is pushed to editors that do not ask', async () => {
    await start({ capabilities: oldCapabilities });
    await session.open(uri, '{ "log-levle": "info" }', 'json');
    await eventually('pushed', () => session.published.get(uri)?.diagnostics.map(({ code }) => code), (codes) => codes?.join() === 'unknown-daemon-key');
    await session.replace(uri, 'levle', 'level');
    await eventually('taken back', () => session.published.get(uri)?.diagnostics.length, (count) => count === 0);
  });

  it('is told from other files of that name by a key, while it is written', async () => {
    await start();
    await session.open(elsewhere, '{ "debug": true, "port": 80 }', 'json');
    assert.deepEqual(await session.rules(elsewhere), []);
    await session.replace(elsewhere, '"debug"', '"live-restore"');
    assert.deepEqual(await session.rules(elsewhere), ['0:unknown-daemon-key']);
    await session.replace(elsewhere, '"live-restore"', '"debug"');
    assert.deepEqual(await session.rules(elsewhere), []);
  });

  it('leaves other JSON alone', async () => {
    await start();
    for (const path of ['package.json', 'docker/config.json', 'daemon.json5']) {
      await session.open(`file:///app/${path}`, '{ "live-restore": 1, }', 'json');
      assert.deepEqual(await session.rules(`file:///app/${path}`), [], path);
    }
  });

  it('has fixes, and no ignore comments, which JSON does not have', async () => {
    await start();
    await session.open(uri, '{\n  "log-opts": { "max-size": "1m", "max-file": 3 },\n}\n', 'json');
    const titles = (await actionsOn('3')).map(({ title }) => title);
    assert.deepEqual(titles, ['Turn off "wrong-daemon-value-type" in the settings'], 'broken JSON is put right first');
    const [comma] = await actionsOn(',\n}');
    assert.deepEqual([comma!.title, comma!.isPreferred], ['Take the comma out', true]);
    await session.apply(comma!.edit!);
    const [quotes, ...others] = await actionsOn('3');
    assert.deepEqual([quotes!.title, others.map(({ title }) => title)], ['Write "3"', ['Turn off "wrong-daemon-value-type" in the settings']]);
    await session.apply(quotes!.edit!);
    assert.deepEqual(JSON.parse(session.text(uri)), { 'log-opts': { 'max-size': '1m', 'max-file': '3' } });
    assert.deepEqual(await session.rules(uri), []);
  });

  it('is put right as a whole on saving', async () => {
    await start();
    await session.open(uri, '{ "debug": "true", "mtu": "1500", }', 'json');
    const [all] = await actionsOn('debug', [fixAllKind]);
    await session.apply(all!.edit!);
    assert.equal(session.text(uri), '{ "debug": true, "mtu": 1500 }');
  });

  it('explains its rules on hover', async () => {
    await start();
    await session.open(uri, '{ "storage-driver": "aufs" }', 'json');
    const hover = await session.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: session.rangeOf(uri, 'aufs').start });
    assert.match((hover!.contents as { value: string }).value, /removed-storage-driver[^]*docs\/rules\/removed-storage-driver\.md/);
  });

  it('follows the settings of the project, by glob too', async () => {
    await start({
      folders: ['file:///app'],
      disk: new Map([['file:///app/.plimsoll.yaml', 'extends: strict\noverrides:\n  - files: roles/**/daemon.json\n    rules: { no-live-restore: error, container-traffic-open: off, users-not-remapped: off }\n']]),
    });
    await session.open(elsewhere, '{ "log-driver": "local", "ip": "127.0.0.1", "no-new-privileges": true, "userland-proxy": false, "default-ulimits": {} }', 'json');
    assert.deepEqual((await session.diagnostics(elsewhere)).map(({ code, severity }) => [code, severity]), [['no-live-restore', 1]]);
  });
});
