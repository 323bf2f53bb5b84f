import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

import { skip } from '../../helpers/skip';

import { ComposeFilesAbove } from '../../../server/src/files/compose-files';
import { ConfigFiles } from '../../../server/src/files/config-files';
import { defaultCacheDirectory } from '../../../server/src/files/directories';
import { shownPath } from '../../../server/src/files/paths';
import { decodeText, largestFile, readTextFile, replaceTextFile } from '../../../server/src/files/read';
import { isTarget, targetOfNamedPath, targetOfPath } from '../../../server/src/files/targets';
import { walk, type WalkOptions } from '../../../server/src/files/walk';

describe('files', () => {
  let root: string;
  beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'plimsoll-files-'))));
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(files: Readonly<Record<string, string | Buffer>>): void {
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), content);
    }
  }

  async function walked(options?: WalkOptions): Promise<string[]> {
    const found: string[] = [];
    for await (const { path, target } of walk(root, options)) found.push(`${path.slice(root.length + 1)} ${target}`);
    return found;
  }

  describe('by name', () => {
    it('are Dockerfiles, Compose files, .dockerignore and Docker\'s daemon.json', () => {
      const names: Readonly<Record<string, readonly string[]>> = {
        dockerfile: ['Dockerfile', 'a/Dockerfile', 'Dockerfile.dev', 'web.Dockerfile', 'web.dockerfile', 'Containerfile', 'Containerfile.x', 'dockerfile', 'Dockerfile-cpu', 'Dockerfile_cuda', 'Dockerfile-valkey-ldap-8.1', 'containerfile-rhel9', 'Dockerfile.js', 'dockerfile.dev'],
        compose: ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.override.yaml', 'compose.prod.yml', 'compose-dev.yaml', 'podman-compose.yaml', 'docker-stack.yml', 'docker-stack.prod.yaml'],
        dockerignore: ['.dockerignore', 'Dockerfile.dockerignore'],
        daemon: ['/etc/docker/daemon.json', '.docker/daemon.json', 'docker/daemon.json', 'daemon.json', 'x/Daemon.JSON'],
      };
      for (const [target, paths] of Object.entries(names)) for (const path of paths) assert.equal(targetOfPath(path), target, path);
      for (const path of ['.github/workflows/docker-stack-test.yml', 'Makefile', 'Dockerfiles', 'mydockerfile', 'composer.yaml', 'compose.json', 'mydaemon.json', 'daemon.json5', '.Dockerfile', 'dockerfile-parser.ts', 'dockerfile_lint.py', 'dockerfile.js', 'snippets/dockerfile.snippets', 'Dockerfile-notes.txt', 'dockerfile-']) assert.equal(targetOfPath(path), undefined, path);
    });
    it('are handed over by the hook for pre-commit, but for templates and the daemon.json of other programs', () => {
      const [hook] = parse(readFileSync(join(__dirname, '../../../.pre-commit-hooks.yaml'), 'utf8')) as [{ files: string; exclude: string }];
      const [files, exclude] = [hook.files, hook.exclude].map(pattern => new RegExp(pattern.replaceAll('(?i)', ''), 'i')) as [RegExp, RegExp];
      const handed = (path: string): boolean => files.test(path) && !exclude.test(path);
      for (const path of ['Dockerfile', 'a/Dockerfile.dev', 'web.dockerfile', 'Dockerfile-ldap-8.1', 'Containerfile', 'compose.yml', 'a/docker-compose.override.yaml', 'podman-compose.yaml', 'docker-stack.yml', '.dockerignore', 'a/web.Dockerfile.dockerignore', 'etc/docker/daemon.json']) {
        assert.ok(targetOfPath(path) !== undefined && handed(path), path);
      }
      for (const path of ['Makefile', 'Dockerfiles', 'composer.yaml', 'compose.json', 'mydaemon.json', 'Dockerfile.j2', 'dockerfile_lint.py', 'a/daemon.json', 'Dockerfile/readme.md']) assert.ok(!handed(path), path);
    });
    it('are what the user says where the user names them', () => {
      assert.equal(targetOfNamedPath('x/build.txt'), 'dockerfile');
      assert.equal(targetOfNamedPath('stack.yml'), 'compose');
      assert.equal(targetOfNamedPath('daemon.json'), 'daemon');
    });
    it('are what their text says where the name says little', () => {
      assert.equal(isTarget('daemon', '/srv/daemon.json', '{"port": 80}'), false);
      assert.equal(isTarget('daemon', '/srv/daemon.json', '{"live-restore": true}'), true);
      assert.equal(isTarget('daemon', '/etc/docker/daemon.json', '{}'), true);
      assert.equal(isTarget('dockerfile', 'Dockerfile', ''), true);
      for (const [path, text] of [['Dockerfile.j2', 'FROM {{ base }}\n'], ['a/Dockerfile.m4', 'include(begin.m4)\nFROM x\n'], ['Dockerfile.ncl', 'm%"\nFROM %{image}\n'], ['Dockerfile.tt', '<% if api? %>\nFROM x\n'], ['Dockerfile.template', '{{ if a then ( -}}\nFROM x\n'], ['Dockerfile.tmpl', 'ARG TAG=\n\n{FROM}\n'], ['Dockerfile.proto', '# A part.\n\nLABEL a=b\nFROM base\n']] as const) {
        assert.equal(isTarget('dockerfile', path, text), false, path);
      }
      for (const text of ['FROM alpine:3.24\n{{ LABELS }}\n', '{% if x %}\nFROM a\n{% endif %}\n', 'FROM a\n  <%- include("b") %>\n', 'FROM a\r\n@@PACKAGES@@\r\nUSER 1\r\n', 'FROM a\nENV A=b \\\n{% if x %}\n C=d\n', 'FROM a\nRUN <<EOF\n{{ x }}\nEOF\n{{ y }}\n']) {
        assert.equal(isTarget('dockerfile', 'Dockerfile', text), false, text);
      }
      for (const text of ['FROM a\nCOPY <<EOF /x\n{{ if .X }}\n@@A@@\nEOF\n', "FROM a\nRUN docker inspect -f '\\\n{{ .Id }}' x\n", 'FROM a\nRUN <<EOF\n<% x %>\nEOF\n', 'FROM a\n# {{ x }}\n#\n', 'FROM a\nENV A={{b}}\n', 'FROM a\nRUN patch <<EOF\n@@ -1,2 +1,2 @@\nEOF\n']) {
        assert.equal(isTarget('dockerfile', 'Dockerfile', text), true, text);
      }
      assert.equal(isTarget('dockerfile', 'Dockerfile.template', 'FROM alpine:3.24\n'), true);
      assert.equal(isTarget('dockerfile', 'Dockerfile.proto', '# Whole.\nFROM alpine:3.24\n'), true);
      assert.equal(isTarget('dockerfile', 'Dockerfile', 'FROM alpine:3.24\nRUN docker inspect -f "{{.Id}}" x\n'), true);
    });
  });

  describe('of a directory', () => {
    it('are found in order, without those of tools', async () => {
      write({ 'b/Dockerfile': '', 'a/compose.yaml': '', Dockerfile: '', 'node_modules/x/Dockerfile': '', 'vendor/github.com/x/y/Dockerfile': '', '.git/Dockerfile': '', '.devcontainer/Dockerfile': '', 'README.md': '' });
      assert.deepEqual(await walked(), ['Dockerfile dockerfile', '.devcontainer/Dockerfile dockerfile', 'a/compose.yaml compose', 'b/Dockerfile dockerfile']);
    });
    it('are found once, whatever links there are', async () => {
      write({ 'real/Dockerfile': '' });
      symlinkSync(join(root, 'real/Dockerfile'), join(root, 'Dockerfile'));
      symlinkSync(root, join(root, 'real/loop'));
      symlinkSync(join(root, 'nowhere'), join(root, 'Dockerfile.broken'));
      symlinkSync(join(root, 'real'), join(root, 'Dockerfile.directory'));
      assert.deepEqual(await walked(), ['real/Dockerfile dockerfile']);
      write({ 'other/text': 'FROM a' });
      symlinkSync(join(root, 'other/text'), join(root, 'real/Containerfile'));
      assert.deepEqual(await walked(), ['real/Dockerfile dockerfile', 'real/Containerfile dockerfile']);
    });
    it('are found beside a directory that cannot be listed', async function () {
      if (process.getuid?.() === 0) skip(this, 'root may read everything');
      write({ 'a/Dockerfile': '', 'b/Dockerfile': '' });
      chmodSync(join(root, 'a'), 0);
      const problems: string[] = [];
      assert.deepEqual(await walked({ onProblem: (path, reason) => problems.push(`${path.slice(root.length)} ${reason}`) }), ['b/Dockerfile dockerfile']);
      chmodSync(join(root, 'a'), 0o700);
      assert.deepEqual(problems, ['/a may not be read or written: permission denied']);
    });
    it('are limited in number, and given up on demand', async () => {
      write({ 'a/Dockerfile': '', 'b/Dockerfile': '', 'c/Dockerfile': '' });
      assert.equal((await walked({ limit: 2 })).length, 2);
      assert.deepEqual(await walked({ signal: AbortSignal.abort() }), []);
    });
    it('that is gone are none, with the reason', async () => {
      const problems: string[] = [];
      for await (const _ of walk(join(root, 'gone'), { onProblem: (_path, reason) => problems.push(reason) })) assert.fail();
      assert.deepEqual(problems, ['does not exist']);
    });
  });

  describe('as text', () => {
    const error = (content: string | Buffer): string => {
      write({ x: content });
      const result = readTextFile(join(root, 'x'));
      return 'error' in result ? result.error : 'readable';
    };
    it('keep their byte order mark and line breaks', () => {
      write({ x: '\ufeffFROM a\r\n' });
      assert.deepEqual(readTextFile(join(root, 'x')), { text: '\ufeffFROM a\r\n', exact: true });
    });
    it('are read with a replacement where bytes are no UTF-8, which is remembered', () => {
      assert.deepEqual(decodeText(Buffer.from([0x46, 0xff, 0x47])), { text: 'F\ufffdG', exact: false });
      assert.deepEqual(decodeText(Buffer.from('\ufffd')), { text: '\ufffd', exact: true });
    });
    it('are refused with a reason where they are none', () => {
      assert.match(error(Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0])), /binary/);
      assert.match(error(Buffer.from([0xff, 0xfe, 0x46, 0])), /UTF-16/);
      assert.match(error(Buffer.alloc(largestFile + 1, 'a')), /too large.*4194305 bytes/);
      assert.equal(error(Buffer.alloc(largestFile, 'a')), 'readable');
      assert.deepEqual(readTextFile(root), { error: 'is a directory' });
      assert.deepEqual(readTextFile(join(root, 'gone')), { error: 'does not exist' });
      assert.deepEqual(readTextFile(join(root, 'x', 'y')), { error: 'cannot be reached: a part of the path is no directory' });
      symlinkSync(join(root, 'loop'), join(root, 'loop'));
      assert.deepEqual(readTextFile(join(root, 'loop')), { error: 'is a symbolic link that leads to itself' });
    });
    it('do not wait for the writer of a pipe', function () {
      if (process.platform === 'win32') skip(this, 'Windows has no named pipes in folders');
      execFileSync('mkfifo', [join(root, 'pipe')]);
      assert.deepEqual(readTextFile(join(root, 'pipe')), { error: 'is not a regular file' });
    });
    it('are replaced in one step, through a link, with their mode', () => {
      write({ 'a/x': 'old' });
      chmodSync(join(root, 'a/x'), 0o754);
      symlinkSync(join(root, 'a/x'), join(root, 'link'));
      replaceTextFile(join(root, 'link'), 'new');
      assert.equal(readFileSync(join(root, 'a/x'), 'utf8'), 'new');
      assert.equal(statSync(join(root, 'a/x')).mode & 0o777, 0o754);
      assert.deepEqual(readdirSync(join(root, 'a')), ['x'], 'no temporary file is left');
    });
    it('stay as they are where they cannot be replaced', () => {
      write({ 'a/x': 'old' });
      assert.throws(() => replaceTextFile(join(root, 'a/gone'), 'new'), { code: 'ENOENT' });
      mkdirSync(join(root, `a/.x.${process.pid}.plimsoll`));
      assert.throws(() => replaceTextFile(join(root, 'a/x'), 'new'), { code: 'EEXIST' });
      assert.equal(readFileSync(join(root, 'a/x'), 'utf8'), 'old');
    });
  });

  describe('of configuration', () => {
    it('are the nearest of ours upward, or else the nearest of hadolint', () => {
      write({ '.plimsoll.yaml': 'extends: strict', 'a/.hadolint.yaml': 'failure-threshold: error', 'a/b/.plimsoll.yml': 'extends: all', 'a/b/c/x': '' });
      const files = new ConfigFiles();
      const found = (path: string): string | undefined => files.find(join(root, path))?.path.slice(root.length + 1);
      assert.equal(found('a/b/c'), 'a/b/.plimsoll.yml');
      assert.equal(found('a'), '.plimsoll.yaml', 'hadolint is asked only where there is no other');
      assert.equal(found('.'), '.plimsoll.yaml');
      rmSync(join(root, '.plimsoll.yaml'));
      assert.equal(new ConfigFiles().find(join(root, 'a'))?.path, join(root, 'a/.hadolint.yaml'));
      assert.equal(new ConfigFiles().find(join(root, 'a'))?.config.failOn, 'error');
    });
    it('that cannot be read are told of', () => {
      mkdirSync(join(root, '.plimsoll.yaml'));
      const told: string[] = [];
      assert.equal(new ConfigFiles((_path, reason) => told.push(reason)).find(root), undefined);
      assert.deepEqual(told, ['is a directory']);
    });
  });

  describe('of Compose above a Dockerfile', () => {
    it('are looked for up to the root of the repository, once', () => {
      write({ 'compose.yaml': '', 'r/.git/HEAD': '', 'r/compose.yaml': '', 'r/a/docker-compose.yml': '', 'r/a/b/Dockerfile': '' });
      const above = new ComposeFilesAbove();
      assert.deepEqual(above.find(join(root, 'r/a/b')), [join(root, 'r/a/docker-compose.yml'), join(root, 'r/compose.yaml')]);
      assert.deepEqual(above.find(join(root, 'r/a')), []);
    });
    it('are looked for in its directory only where there is no repository', () => {
      write({ 'compose.yaml': '', 'a/b/compose.yaml': '' });
      assert.deepEqual(new ComposeFilesAbove().find(join(root, 'a/b')), [join(root, 'a/b/compose.yaml')]);
    });
  });

  it('are shown relative to the directory above them, absolute elsewhere', () => {
    assert.equal(shownPath('/w', '/w/a/b'), 'a/b');
    assert.equal(shownPath('/w', '/x/b'), '/x/b');
    assert.equal(shownPath('/w', '/w'), '/w');
    assert.equal(shownPath('/w', '/w/..b'), '..b');
  });

  it('of the cache are where the system has them, or the user says', () => {
    assert.equal(defaultCacheDirectory({ PLIMSOLL_CACHE: '/c' }, 'linux'), '/c');
    assert.equal(defaultCacheDirectory({ XDG_CACHE_HOME: '/x' }, 'linux'), join('/x', 'plimsoll', 'layers'));
    assert.match(defaultCacheDirectory({}, 'linux'), /\.cache.plimsoll.layers$/);
    assert.match(defaultCacheDirectory({}, 'darwin'), /Library.Caches.plimsoll.layers$/);
    assert.match(defaultCacheDirectory({ LOCALAPPDATA: 'C' }, 'win32'), /^C.plimsoll.layers$/);
  });
});
