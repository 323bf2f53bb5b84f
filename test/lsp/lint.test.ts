import assert from 'node:assert/strict';
import { CodeActionKind, DiagnosticTag } from 'vscode-languageserver/node';
import { eventually, oldCapabilities, Session, type SessionOptions } from './session';

const uri = 'file:///app/Dockerfile';

describe('language server: lint', () => {
  let session: Session;
  const start = async (options: SessionOptions = {}): Promise<Session> => (session = await Session.start(options));
  afterEach(() => session.stop());

  it('introduces itself and says what it can do', async () => {
    const { initialized } = await start();
    assert.equal(initialized.serverInfo?.name, 'Plimsoll');
    assert.match(initialized.serverInfo?.version ?? '', /^\d+\.\d+\.\d+/);
    const { capabilities } = initialized;
    assert.equal(capabilities.positionEncoding, 'utf-16');
    assert.deepEqual(capabilities.textDocumentSync, { openClose: true, change: 2 });
    assert.deepEqual(capabilities.diagnosticProvider, { identifier: 'plimsoll', interFileDependencies: true, workspaceDiagnostics: false });
    assert.deepEqual(capabilities.codeActionProvider, { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite, 'source.fixAll.plimsoll'] });
    assert.equal(capabilities.executeCommandProvider, undefined, 'the client has our commands');
  });

  it('opens, reports, fixes and reports again', async () => {
    await start();
    await session.open(uri, 'FROM --platform=$TARGETPLATFORM debian:13\nRUN true\n');
    const [diagnostic] = (await session.diagnostics(uri)).filter((d) => d.code === 'redundant-platform');
    assert.deepEqual(diagnostic?.range, session.rangeOf(uri, '--platform=$TARGETPLATFORM'));
    assert.equal(diagnostic.source, 'plimsoll');
    assert.match(diagnostic.codeDescription?.href ?? '', /^https:\/\/.*\/docs\/rules\/redundant-platform\.md$/);
    assert.deepEqual(diagnostic.tags, [DiagnosticTag.Unnecessary]);
    assert.deepEqual(diagnostic.data, { rule: 'redundant-platform' });

    const actions = await session.codeActions(uri, diagnostic.range, undefined, [diagnostic]);
    const fix = actions.find((action) => action.isPreferred);
    assert.ok(fix, actions.map((action) => action.title).join());
    assert.equal(fix.kind, CodeActionKind.QuickFix);
    assert.deepEqual(fix.diagnostics, [diagnostic]);
    await session.apply(fix.edit!);
    assert.equal(session.text(uri), 'FROM debian:13\nRUN true\n');
    assert.deepEqual(await session.rules(uri, 'redundant-platform'), []);
  });

  it('follows edits, in UTF-16 and with CRLF', async () => {
    await start();
    await session.open(uri, 'FROM debian:13\r\n# 🐳 whale\r\nRUN true\r\n');
    await session.edit(uri, [{ range: { start: { line: 1, character: 4 }, end: { line: 1, character: 10 } }, newText: '\r\nLABEL a="🐳"\r\nMAINTAINER' }]);
    await session.replace(uri, 'debian:13', 'debian:latest');
    const [tag] = (await session.diagnostics(uri)).filter((d) => d.code === 'latest-tag');
    assert.deepEqual(tag?.range, session.rangeOf(uri, 'latest'));
    await session.replace(uri, 'RUN true', 'RUN echo "🐳" && true\r\nENTRYPOINT ["/🐳"]\r\nENTRYPOINT ["/app"]');
    const [twice] = (await session.diagnostics(uri)).filter((d) => d.code === 'multiple-entrypoint');
    assert.equal(twice?.range.start.line, session.rangeOf(uri, 'ENTRYPOINT ["/🐳"]').start.line);
  });

  it('answers "unchanged" where nothing changed', async () => {
    await start();
    await session.open(uri, 'FROM debian\n');
    const first = await session.pull(uri);
    assert.equal(first.kind, 'full');
    const second = await session.pull(uri, first.resultId);
    assert.deepEqual(second, { kind: 'unchanged', resultId: first.resultId });
    await session.replace(uri, 'debian', 'ubuntu');
    assert.equal((await session.pull(uri, first.resultId)).kind, 'full');
  });

  it('has nothing to say about documents that are not its own', async () => {
    await start();
    await session.open('file:///app/values.yaml', 'services: {}\n', 'yaml');
    assert.deepEqual(await session.diagnostics('file:///app/values.yaml'), []);
    assert.deepEqual(await session.diagnostics('file:///app/never-opened'), []);
  });

  it('knows documents by language and by name', async () => {
    await start();
    for (const [name, language] of [['build.txt', 'dockerfile'], ['Containerfile.dev', 'plaintext'], ['Dockerfile-cpu', 'plaintext'], ['api.dockerfile', 'plaintext']] as const) {
      await session.open(`file:///app/${name}`, 'FROM debian\n', language);
      assert.deepEqual(await session.rules(`file:///app/${name}`, 'untagged-image'), ['0:untagged-image'], name);
    }
    const compose = 'services:\n  web:\n    image: nginx:1.29\n    privileged: true\n';
    for (const [name, language] of [['stack.yml', 'dockercompose'], ['compose.prod.yaml', 'yaml']] as const) {
      await session.open(`file:///app/${name}`, compose, language);
      assert.deepEqual(await session.rules(`file:///app/${name}`, 'privileged-service'), ['3:privileged-service'], name);
    }
  });

  it('pushes to editors that do not pull, and clears what is closed', async () => {
    await start({ capabilities: oldCapabilities });
    assert.equal(session.initialized.capabilities.diagnosticProvider, undefined);
    await session.open(uri, 'FROM debian\n');
    const published = () => session.published.get(uri)?.diagnostics.map((d) => String(d.code)) ?? [];
    await eventually('pushed', published, (rules) => rules.includes('untagged-image'));
    const [diagnostic] = session.published.get(uri)!.diagnostics;
    assert.equal(diagnostic!.codeDescription, undefined, 'the editor does not know it');
    await session.replace(uri, 'debian', 'debian:13');
    await eventually('pushed again', published, (rules) => !rules.includes('untagged-image'));
    assert.equal(session.published.get(uri)!.version, 2);
    await session.close(uri);
    await eventually('cleared', () => session.published.get(uri)!.diagnostics.length, (count) => count === 0);
  });

  it('pushes other open documents again when one that they depend on is edited', async () => {
    const compose = 'file:///app/compose.yaml';
    await start({ capabilities: oldCapabilities, folders: ['file:///app'] });
    await session.open(uri, 'FROM debian:13\nCMD ["/app"]\n');
    await session.open(compose, 'services:\n  web:\n    build: .\n    user: "1000"\n', 'dockercompose');
    const rules = (of: string) => () => session.published.get(of)?.diagnostics.map((d) => String(d.code)) ?? [];
    await eventually('pushed', rules(compose), (found) => found.length > 0);
    await eventually('no root user', rules(uri), (found) => !found.some((rule) => /root-user|missing-user/.test(rule)));
    await session.replace(compose, '    user: "1000"\n', '');
    await eventually('root user', rules(uri), (found) => found.some((rule) => /root-user|missing-user/.test(rule)));
  });

  it('drops a request that is cancelled', async () => {
    await start();
    const text = `FROM debian\n${'RUN apt-get install curl\n'.repeat(2000)}`;
    await session.open(uri, text);
    const tokens = Array.from({ length: 5 }, () => session.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } }, cancelledSoon()));
    const results = await Promise.allSettled(tokens);
    for (const result of results) {
      assert.equal(result.status, 'rejected');
      assert.equal((result.reason as { code: number }).code, -32800);
    }
    assert.ok((await session.diagnostics(uri)).length > 0, 'the next request is served');
  });

  it('survives any text', async () => {
    await start();
    const text = 'FROM debian AS x\nRUN <<EOF\napt-get install\nEOF\nCOPY --from=x ["a", "b"] /\nHEALTHCHECK CMD curl || exit 1\n';
    await session.open(uri, text);
    for (let i = 0; i < text.length; i++) {
      await session.edit(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, newText: '' }].filter(() => session.text(uri).indexOf('\n') > 0));
      const { lineCount } = session.documents.get(uri)!;
      for (const { range } of await session.diagnostics(uri)) assert.ok(range.end.line < lineCount);
      await session.codeActions(uri, { start: { line: 0, character: 0 }, end: { line: lineCount, character: 0 } });
      if (session.text(uri).indexOf('\n') <= 0) await session.edit(uri, [{ range: { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } }, newText: '' }]);
      if (session.text(uri) === '') break;
    }
  });
});

/** A token that is cancelled right after the request is on its way. */
function cancelledSoon() {
  let listener: (() => void) | undefined;
  queueMicrotask(() => listener?.());
  return {
    isCancellationRequested: false,
    onCancellationRequested: (call: (e: unknown) => unknown) => {
      listener = () => void call(undefined);
      return { dispose: () => undefined };
    },
  };
}
