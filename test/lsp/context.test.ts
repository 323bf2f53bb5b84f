import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { FileChangeType } from 'vscode-languageserver/node';
import { uriOfPath } from '../../server/src/files/paths';
import type { TreeAccess } from '../../server/src/lsp/host';
import { nodeFiles } from '../../server/src/lsp/node/node-files';
import { nodeTree } from '../../server/src/lsp/node/node-tree';
import { ContextTree } from '../../server/src/lsp/workspace/context-tree';
import { allCapabilities, eventually, Session } from './session';

describe('language server: build contexts', () => {
  let directory: string;
  let session: Session | undefined;
  const uriOf = (path: string): string => uriOfPath(join(directory, path));
  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(directory, path)), { recursive: true });
      writeFileSync(join(directory, path), text);
    }
  };
  const start = async (options: Parameters<typeof Session.start>[0] = {}): Promise<Session> =>
    (session = await Session.start({ folders: [uriOfPath(directory)], host: { files: nodeFiles, tree: nodeTree }, ...options }));
  const changed = (path: string, type: FileChangeType): Promise<void> => session!.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(path), type }] });
  const found = (uri: string) => () => session!.rules(uri, 'missing-copy-source', 'copy-of-ignored-file', 'secret-in-context', 'missing-dockerignore');
  const text = 'FROM node:24\nCOPY package.json index.js ./\n';

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'plimsoll-context-'));
  });
  afterEach(async () => {
    await session?.stop();
    session = undefined;
    rmSync(directory, { recursive: true, force: true });
  });

  it('tell what is missing, and follow what is created and deleted', async () => {
    write({ Dockerfile: text, 'package.json': '{}' });
    await start();
    const uri = uriOf('Dockerfile');
    await session!.open(uri, text);
    await eventually('reported', found(uri), (rules) => rules.join() === '1:missing-copy-source');
    assert.ok(session!.refreshes > 0, 'the editor was asked to pull again');
    write({ 'index.js': '' });
    await changed('index.js', FileChangeType.Created);
    await eventually('gone', found(uri), (rules) => rules.length === 0);
    rmSync(join(directory, 'package.json'));
    await changed('package.json', FileChangeType.Deleted);
    await eventually('reported again', found(uri), (rules) => rules.join() === '1:missing-copy-source');
  });

  it('are those of Compose services, in what is not saved yet too', async () => {
    write({ 'docker/Dockerfile': text, 'app/package.json': '{}', 'app/index.js': '', 'compose.yaml': 'services:\n  a: { build: { context: app, dockerfile: ../docker/Dockerfile } }\n' });
    await start();
    const uri = uriOf('docker/Dockerfile');
    const compose = uriOf('compose.yaml');
    await session!.open(uri, text.replace('index.js', 'index.ts'));
    await eventually('reported', found(uri), (rules) => rules.join() === '1:missing-copy-source');
    await session!.replace(uri, 'index.ts', 'index.js');
    assert.deepEqual(await found(uri)(), []);
    await session!.open(compose, 'services:\n  a: { build: { context: docker } }\n', 'dockercompose');
    await eventually('reported', found(uri), (rules) => rules.join() === '1:missing-copy-source,1:missing-copy-source');
  });

  it('have an ignore file that is checked itself, whatever its language', async () => {
    write({ Dockerfile: text, 'package.json': '{}', 'index.js': '' });
    await start();
    for (const [path, language] of [['.dockerignore', 'ignore'], ['Dockerfile.dockerignore', 'plaintext']] as const) {
      const ignore = uriOf(path);
      await session!.open(ignore, '# tools\ndist\n*.{log,tmp}\n', language);
      assert.deepEqual(await session!.rules(ignore), ['2:ignore-pattern-never-matches']);
      await session!.replace(ignore, '*.{log,tmp}', '*.log');
      assert.deepEqual(await session!.rules(ignore), []);
    }
  });

  it('are seen through the ignore file as it stands in the editor', async () => {
    write({ Dockerfile: text, 'package.json': '{}', 'index.js': '', '.dockerignore': 'dist\n' });
    await start();
    const uri = uriOf('Dockerfile');
    const ignore = uriOf('.dockerignore');
    await session!.open(uri, text);
    await session!.open(ignore, '*.js\n', 'ignore');
    await eventually('reported', found(uri), (rules) => rules.join() === '1:copy-of-ignored-file');
    await session!.replace(ignore, '*.js', 'dist');
    await eventually('gone', found(uri), (rules) => rules.length === 0);
    await session!.close(ignore);
    write({ '.dockerignore': '*.json\n' });
    await changed('.dockerignore', FileChangeType.Changed);
    await eventually('reported', found(uri), (rules) => rules.join() === '1:copy-of-ignored-file');
  });

  it('hold secrets several directories down, and links are not followed', async () => {
    write({ Dockerfile: 'FROM a\nCOPY . /app\n', 'a/b/c/d/.env': 'DB_PASSWORD=vTq8rLw2\n', 'node_modules/x/.env': 'DB_PASSWORD=vTq8rLw2\n' });
    symlinkSync(directory, join(directory, 'a/loop'));
    await start();
    const uri = uriOf('Dockerfile');
    await session!.open(uri, 'FROM a\nCOPY . /app\n');
    await eventually('reported', found(uri), (rules) => rules.includes('1:secret-in-context'));
    const [diagnostic] = (await session!.diagnostics(uri)).filter(({ code }) => code === 'secret-in-context');
    assert.match(String(diagnostic!.message), /takes a\/b\/c\/d\/\.env along/);
  });

  it('reach above the open folder, up to the root of its repository', async () => {
    write({ '.git/HEAD': '', 'docker/Dockerfile': text, 'package.json': '{}', 'index.js': '' });
    await start({ folders: [uriOf('docker')] });
    const uri = uriOf('docker/Dockerfile');
    await session!.open(uri, text.replace('index.js', 'index.js main.js'));
    const diagnostics = await eventually('reported', () => session!.diagnostics(uri), (all) => all.some(({ code }) => code === 'missing-copy-source'));
    assert.deepEqual(diagnostics.filter(({ code }) => code === 'missing-copy-source').map(({ message }) => String(message).slice(0, 7)), ['main.js']);
  });

  it('are looked at again after a while where the editor does not watch files', async () => {
    write({ Dockerfile: text, 'package.json': '{}' });
    const { didChangeWatchedFiles: _, ...workspace } = allCapabilities.workspace!;
    await start({ capabilities: { ...allCapabilities, workspace } });
    await session!.open(uriOf('Dockerfile'), text);
    await eventually('reported', found(uriOf('Dockerfile')), (rules) => rules.length === 1);
    assert.ok(!session!.registered.includes('workspace/didChangeWatchedFiles'));
  });

  it('are not known in a document outside of the folders, of another scheme, and on a host without directories', async () => {
    write({ 'open/x': '', 'other/Dockerfile': text, Dockerfile: text });
    const virtual = 'vscode-vfs://github/a/b/Dockerfile';
    await start({ folders: [uriOf('open'), 'vscode-vfs://github/a/b'] });
    await session!.open(uriOf('other/Dockerfile'), text);
    await session!.open(virtual, text);
    assert.deepEqual([await found(uriOf('other/Dockerfile'))(), await found(virtual)()], [[], []]);
    await session!.stop();
    await start({ host: { files: nodeFiles } });
    await session!.open(uriOf('Dockerfile'), text);
    assert.deepEqual(await found(uriOf('Dockerfile'))(), []);
  });
});

describe('directories around documents', () => {
  class FakeAccess implements TreeAccess {
    readonly asked: string[] = [];
    readonly lists = new Map([['file:///p/', ['a']], ['file:///p/a/', ['b']]]);

    async list(uri: string) {
      this.asked.push(uri);
      return this.lists.get(uri)?.map((name) => ({ name, kind: 'directory' as const })) ?? null;
    }
    async text() {
      return null;
    }
    async details() {
      return undefined;
    }
    async repository() {
      return null;
    }
  }
  let access: FakeAccess;
  let changes: number;
  const tree = (recheckAfter?: number): ContextTree =>
    new ContextTree(access, { folderOf: (uri) => (uri.startsWith('file:///p/') ? 'file:///p' : undefined), onChange: () => changes++, ...(recheckAfter !== undefined && { recheckAfter }) });
  beforeEach(() => {
    access = new FakeAccess();
    changes = 0;
  });
  const names = (one: ContextTree, uri: string) => () => one.list(uri)?.map(({ name }) => name);

  it('are asked for once, all that is wanted together', async () => {
    const one = tree();
    assert.equal(one.list('file:///p/'), undefined);
    assert.equal(one.list('file:///p/a/'), undefined);
    assert.equal(one.list('file:///p/none/'), undefined);
    await eventually('known', names(one, 'file:///p/a/'), (list) => list?.join() === 'b');
    assert.deepEqual([names(one, 'file:///p/')(), one.list('file:///p/none/'), changes, one.version], [['a'], null, 1, 1]);
    assert.equal(access.asked.length, 3);
  });

  it('stay known until a change has been looked at', async () => {
    const one = tree();
    one.list('file:///p/');
    one.list('file:///p/a/');
    await eventually('known', names(one, 'file:///p/'), (list) => list !== undefined);
    access.lists.delete('file:///p/a/');
    access.lists.set('file:///p/', []);
    one.changedOnDisk(['file:///p/a']);
    assert.deepEqual(names(one, 'file:///p/a/')(), ['b']);
    await eventually('gone', () => one.list('file:///p/a/'), (list) => list === null);
    assert.deepEqual([one.list('file:///p/'), changes], [[], 2]);
    one.changedOnDisk(['file:///p/x', 'file:///q/y/z']);
    await eventually('looked at', () => access.asked.length, (count) => count === 5);
    assert.equal(changes, 2, 'nothing is another thing than before');
  });

  it('are looked at again in time where nobody says what changes', async () => {
    const one = tree(0);
    one.list('file:///p/');
    await eventually('known', names(one, 'file:///p/'), (list) => list !== undefined);
    access.lists.set('file:///p/', ['new']);
    await eventually('seen', names(one, 'file:///p/'), (list) => list?.join() === 'new');
  });

  it('belong to the open folder where there is no repository', async () => {
    const one = tree();
    await eventually('known', () => one.top('file:///p/a/Dockerfile'), (top) => top !== undefined);
    assert.equal(one.top('file:///p/a/Dockerfile'), 'file:///p/');
    await eventually('known', () => one.top('file:///q/Dockerfile'), (top) => top === null);
  });
});
