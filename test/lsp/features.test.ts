import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { CodeLens, DocumentLink, DocumentSymbol, Hover, SymbolInformation } from 'vscode-languageserver/node';
import { codeSpan, escapeMarkdown, link, plainText } from '../../server/src/lsp/markdown';
import { repositoryUrl, ruleUrl } from '../../server/src/protocol';
import { oldCapabilities, Session, type SessionOptions } from './session';

const uri = 'file:///app/Dockerfile';

describe('language server: reading aids', () => {
  let session: Session;
  const start = async (text: string, options: SessionOptions = {}, languageId = 'dockerfile'): Promise<void> => {
    session = await Session.start(options);
    await session.open(uri, text, languageId);
  };
  afterEach(() => session.stop());

  describe('hover', () => {
    const hover = (at: string) => session.connection.sendRequest<Hover | null>('textDocument/hover', { textDocument: { uri }, position: session.rangeOf(uri, at).start });
    const text = async (at: string) => ((await hover(at))?.contents as { kind: string; value: string } | undefined)?.value ?? '';

    it('documents the rule of a finding', async () => {
      await start('FROM debian:13\nWORKDIR app\n');
      const value = await text('app');
      assert.match(value, /^\*\*relative-workdir\*\* · /);
      assert.ok(value.includes(`[Documentation with examples](<${ruleUrl('relative-workdir')}>)`), value);
      assert.deepEqual((await hover('app'))?.range, session.rangeOf(uri, 'app'));
    });

    it('says what is known of an image: life, user, pinning, page', async () => {
      await start('FROM python:3.8-slim-bookworm\nCOPY --from=redis:8 /a /b\n');
      const python = await text('python');
      assert.match(python, /\*\*\[docker\.io\/library\/python\]\(<https:\/\/hub\.docker\.com\/_\/python>\)\*\*/);
      assert.match(python, /- Python 3\.8: end of life since 2024-10-07; successor `python:3\.\d+-slim-bookworm`/);
      assert.match(python, /- Debian 12 \(bookworm\): regular support ended/);
      assert.match(python, /- Runs as root unless told otherwise/);
      assert.match(python, /- Tag `3\.8-slim-bookworm`, not pinned by digest/);
      assert.match(await text('redis'), /its entrypoint goes on as `redis`/);
    });

    it('knows images of Compose services', async () => {
      await start('services:\n  cache:\n    image: redis:8@sha256:' + '0'.repeat(64) + '\n', {}, 'dockercompose');
      assert.match(await text('redis'), /Pinned by digest: always the same image/);
    });

    it('is plain text for editors without Markdown', async () => {
      await start('FROM debian:13\nWORKDIR app\n', { capabilities: { ...oldCapabilities, textDocument: { ...oldCapabilities.textDocument, hover: { contentFormat: ['plaintext'] } } } });
      const { contents } = (await hover('app')) as { contents: { kind: string; value: string } };
      assert.equal(contents.kind, 'plaintext');
      assert.doesNotMatch(contents.value, /\*\*|\]\(/);
      assert.ok(contents.value.includes(`Documentation with examples (${ruleUrl('relative-workdir')})`));
    });

    it('is silent where there is nothing to say', async () => {
      await start('# a comment\nFROM debian:13\n');
      assert.equal(await hover('comment'), null);
    });
  });

  describe('code lens', () => {
    const lenses = () => session.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });

    it('tells end of life above its FROM, and nothing of supported images', async () => {
      await start('FROM debian:10 AS old\nFROM debian:13\n');
      assert.deepEqual((await lenses()).map((lens) => [lens.range.start.line, lens.command?.title, lens.command?.command]), [[0, 'Debian 10 (buster): end of life since 2024-06-30', '']]);
    });

    it('can be switched off', async () => {
      await start('FROM debian:10\n', { settings: { codeLens: { enable: false } } });
      assert.deepEqual(await lenses(), []);
    });
  });

  describe('document links', () => {
    const links = async () => (await session.connection.sendRequest<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri } })).map((one) => {
      const document = session.documents.get(uri)!;
      return [document.getText(one.range), one.target];
    });

    it('lead from images to their registries', async () => {
      await start([
        'FROM debian:13 AS a', 'FROM docker.io/bitnami/redis:7', 'FROM ghcr.io/owner/app/server:1', 'FROM quay.io/centos/centos:stream9', 'FROM mcr.microsoft.com/dotnet/sdk:9.0',
        'FROM registry.internal:5000/team/app:1', 'FROM a', 'FROM scratch', 'COPY --from=nginx:1.29 /a /b', '',
      ].join('\n'));
      assert.deepEqual(await links(), [
        ['debian', 'https://hub.docker.com/_/debian'],
        ['docker.io/bitnami/redis', 'https://hub.docker.com/r/bitnami/redis'],
        ['ghcr.io/owner/app/server', 'https://github.com/owner/app/pkgs/container/app%2Fserver'],
        ['quay.io/centos/centos', 'https://quay.io/repository/centos/centos'],
        ['mcr.microsoft.com/dotnet/sdk', 'https://mcr.microsoft.com/artifact/mar/dotnet/sdk/about'],
        ['nginx', 'https://hub.docker.com/_/nginx'],
      ]);
    });

    it('lead from ignore comments to rules', async () => {
      await start('# plimsoll ignore=untagged-image, SC2086,not-a-rule -- why\nFROM scratch\n');
      assert.deepEqual(await links(), [
        ['untagged-image', ruleUrl('untagged-image')],
        ['SC2086', 'https://www.shellcheck.net/wiki/SC2086'],
      ]);
    });
  });

  describe('document symbols', () => {
    const text = 'ARG V=1\nFROM debian:${V} AS build\nRUN make \\\n  all\nFROM scratch\nCOPY --from=build /a /a\nENV A=1\n';
    const symbols = <T>() => session.connection.sendRequest<T[]>('textDocument/documentSymbol', { textDocument: { uri } });

    it('are a tree of stages and instructions', async () => {
      await start(text);
      const tree = await symbols<DocumentSymbol>();
      const draw = (list: readonly DocumentSymbol[]): unknown[] => list.map((one) => (one.children?.length ? [one.name, one.detail, draw(one.children)] : [one.name, one.detail]));
      assert.deepEqual(draw(tree), [
        ['ARG', 'V=1'],
        ['build', 'debian:${V}', [['RUN', 'make all']]],
        ['final stage', 'scratch', [['COPY', '/a /a'], ['ENV', 'A=1']]],
      ]);
      const inside = (outer: DocumentSymbol): void => {
        assert.ok(outer.selectionRange.start.line >= outer.range.start.line && outer.selectionRange.end.line <= outer.range.end.line, outer.name);
        outer.children?.forEach(inside);
      };
      tree.forEach(inside);
      assert.equal(tree[1]!.range.end.line, 3);
    });

    it('are a list for editors that know no trees', async () => {
      await start(text, { capabilities: oldCapabilities });
      const list = await symbols<SymbolInformation>();
      assert.deepEqual(list.map((one) => [one.name, one.containerName]), [['ARG', undefined], ['build', undefined], ['RUN', 'build'], ['final stage', undefined], ['COPY', 'final stage'], ['ENV', 'final stage']]);
    });

    it('are none of Compose files, which the YAML extension outlines', async () => {
      await start('services: {}\n', {}, 'dockercompose');
      assert.deepEqual(await symbols(), []);
    });
  });
});

describe('Markdown', () => {
  it('keeps text from files text', () => {
    assert.equal(escapeMarkdown('[x](command:y) *a* `b` <img>\n# h'), '\\[x\\](command:y) \\*a\\* \\`b\\` \\<img\\> \\# h');
    assert.equal(codeSpan('a`b``c'), '``` a`b``c ```');
    assert.equal(link('x', 'command:evil'), 'x');
    assert.equal(link('a]b', 'https://x/<y> z'), '[a\\]b](<https://x/%3Cy%3E%20z>)');
  });

  it('is undone for editors without it', () => assert.equal(plainText(`**a** ${link('b]', 'https://x')} ${escapeMarkdown('*c*')}`), 'a b] (https://x) *c*'));
});

describe('links', () => {
  it('name the repository that package.json names', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as { repository: { url: string }; bugs: { url: string }; homepage: string };
    assert.equal(manifest.repository.url, `${repositoryUrl}.git`);
    assert.ok(manifest.bugs.url.startsWith(repositoryUrl));
    assert.ok(manifest.homepage.startsWith(repositoryUrl));
  });
});
