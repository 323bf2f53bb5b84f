import assert from 'node:assert/strict';
import { FileChangeType } from 'vscode-languageserver/node';
import { documentStatus } from '../../server/src/protocol';
import { eventually, oldCapabilities, Session, type SessionOptions } from './session';

const uri = 'file:///app/api/Dockerfile';
const text = 'FROM debian\nCMD ["true"]\n';

describe('language server: settings and other files', () => {
  let session: Session;
  const start = async (options: SessionOptions = {}): Promise<Session> => (session = await Session.start(options));
  afterEach(() => session.stop());

  const changed = (...uris: readonly string[]) =>
    session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: uris.map((one) => ({ uri: one, type: FileChangeType.Changed })) });
  const untagged = () => session.rules(uri, 'untagged-image');

  it('registers for changes of settings and files', async () => {
    await start();
    await eventually('registered', () => [...session.registered].sort(), (methods) => methods.length >= 2 && methods.includes('workspace/didChangeConfiguration') && methods.includes('workspace/didChangeWatchedFiles'));
  });

  it('asks for settings by resource, and again after a change', async () => {
    const bySource = (off: string) => (resource?: string) => ({ rules: resource?.startsWith(off) ? { 'untagged-image': 'off' } : {} });
    await start({ settings: bySource('file:///app/web') });
    const web = 'file:///app/web/Dockerfile';
    await session.open(uri, text);
    await session.open(web, text);
    assert.deepEqual([await untagged(), await session.rules(web, 'untagged-image')], [['0:untagged-image'], []]);
    session.settings = bySource('file:///app/api');
    const { refreshes } = session;
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await eventually('asked to pull again', () => session.refreshes, (count) => count > refreshes);
    assert.deepEqual([await untagged(), await session.rules(web, 'untagged-image')], [[], ['0:untagged-image']]);
  });

  it('takes settings from the notification where the editor cannot be asked', async () => {
    await start({ capabilities: oldCapabilities });
    await session.open(uri, `${text}CMD ["serve"]\n`);
    const rules = () => session.published.get(uri)?.diagnostics.map((d) => String(d.code)) ?? [];
    await eventually('pushed', rules, (found) => found.includes('untagged-image'));
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: { plimsoll: { rules: { 'untagged-image': 'off' } } } });
    await eventually('pushed again', rules, (found) => found.length > 0 && !found.includes('untagged-image'));
  });

  it('survives settings of every kind', async () => {
    for (const settings of [null, 'x', [], { rules: 7, preset: {}, ignore: [1], scan: 'y', enable: 'no', shellcheck: true }]) {
      await start({ settings });
      await session.open(uri, text);
      assert.deepEqual(await untagged(), ['0:untagged-image']);
      await session.stop();
    }
    await start();
  });

  it('is silent where it is switched off or the file is ignored', async () => {
    for (const settings of [{ enable: false }, { ignore: ['api/**'] }]) {
      await start({ settings, folders: ['file:///app'] });
      await session.open(uri, text);
      assert.deepEqual(await session.diagnostics(uri), []);
      assert.equal((await session.request(documentStatus, { uri }))?.linted, false);
      await session.stop();
    }
    await start();
  });

  it('reads the nearest configuration file upward, and again when it changes', async () => {
    const disk = new Map([
      ['file:///app/.plimsoll.yaml', 'rules:\n  untagged-image: off\n'],
      ['file:///app/api/.hadolint.yaml', 'ignored: []\n'],
    ]);
    await start({ disk, folders: ['file:///app'] });
    await session.open(uri, text);
    assert.deepEqual(await untagged(), []);
    assert.equal((await session.request(documentStatus, { uri }))?.configuration, 'file:///app/.plimsoll.yaml');
    disk.set('file:///app/api/.plimsoll.yaml', 'rules:\n  untagged-image: hint\n');
    await changed('file:///app/api/.plimsoll.yaml');
    assert.deepEqual(await untagged(), ['0:untagged-image']);
    assert.equal((await session.diagnostics(uri)).find((d) => d.code === 'untagged-image')?.severity, 4);
  });

  it('honours .hadolint.yaml where there is nothing of ours', async () => {
    await start({ disk: new Map([['file:///app/.hadolint.yaml', 'ignored:\n  - DL3006\n']]) });
    await session.open(uri, text);
    assert.deepEqual(await untagged(), []);
  });

  it('shows what is wrong with a configuration file in that file, until it is put right', async () => {
    const config = 'file:///app/.plimsoll.yaml';
    const disk = new Map([[config, 'rules:\n  untaged-image: off\n']]);
    await start({ disk });
    await session.open(uri, text);
    await session.diagnostics(uri);
    const problems = () => session.published.get(config)?.diagnostics.map(({ message }) => (typeof message === 'string' ? message : message.value)) ?? [];
    await eventually('the problem', problems, ([first]) => /untaged-image.*Did you mean "untagged-image"/.test(first ?? ''));
    assert.deepEqual((await session.request(documentStatus, { uri }))?.configurationProblems.length, 1);
    disk.set(config, 'rules:\n  untagged-image: off\n');
    await changed(config);
    await eventually('no problem', problems, (found) => found.length === 0);
    assert.deepEqual(await untagged(), []);
  });

  it('finds Compose files on disk beside the first findings, and asks for a new pull', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const compose = 'file:///app/compose.yaml';
    await start({
      folders: ['file:///app'],
      host: {
        files: {
          read: async (file) => (file === compose ? 'services:\n  api:\n    build: api\n    user: "1000"\n' : undefined),
          discover: async () => held.then(() => [compose]),
        },
      },
    });
    await session.open(uri, 'FROM debian:13\nCMD ["/app"]\n');
    const root = async () => (await session.diagnostics(uri)).filter((d) => /root-user|missing-user/.test(String(d.code))).length;
    assert.equal(await root(), 1, 'the first findings do not wait');
    release();
    await eventually('asked to pull again', () => session.refreshes, (count) => count > 0);
    assert.equal(await root(), 0, 'the service gives a user');
  });

  it('follows changes of Compose files on disk', async () => {
    const compose = 'file:///app/compose.yaml';
    const disk = new Map([[compose, 'services:\n  api:\n    build: api\n']]);
    await start({ disk, folders: ['file:///app'] });
    await session.open(uri, 'FROM debian:13\nCMD ["/app"]\n');
    const root = async () => (await session.diagnostics(uri)).filter((d) => /root-user|missing-user/.test(String(d.code))).length;
    await eventually('discovered', () => session.refreshes, (count) => count > 0);
    assert.equal(await root(), 1);
    disk.set(compose, 'services:\n  api:\n    build: api\n    user: "1000"\n');
    await changed(compose);
    await eventually('the service gives a user', root, (count) => count === 0);
    disk.delete(compose);
    await changed(compose);
    await eventually('the service is gone', root, (count) => count === 1);
  });

  it('sees an open Compose file as it is in the editor, under any spelling of its URI', async () => {
    const disk = new Map([['file:///c:/app/compose.yaml', 'services:\n  api:\n    build: api\n']]);
    await start({ disk, folders: ['file:///c:/app'] });
    const dockerfile = 'file:///c%3A/app/api/Dockerfile';
    await session.open(dockerfile, 'FROM debian:13\nCMD ["/app"]\n');
    await session.open('file:///C%3A/app/compose.yaml', 'services:\n  api:\n    build: api\n    user: "1000"\n', 'dockercompose');
    const root = async () => (await session.diagnostics(dockerfile)).filter((d) => /root-user|missing-user/.test(String(d.code))).length;
    await eventually('the service gives a user', root, (count) => count === 0);
    await session.close('file:///C%3A/app/compose.yaml');
    await eventually('the file on disk counts again', root, (count) => count === 1);
  });
});
