import assert from 'node:assert/strict';
import type { CodeAction, TextDocumentEdit } from 'vscode-languageserver/node';
import { commands } from '../../server/src/protocol';
import { textEdits } from '../../server/src/lsp/edits';
import { applyFixes } from '../../server/src/lint/fix';
import { eventually, oldCapabilities, Session, type SessionOptions } from './session';

const uri = 'file:///app/Dockerfile';

describe('language server: code actions', () => {
  let session: Session;
  const start = async (options: SessionOptions = {}): Promise<Session> => (session = await Session.start(options));
  afterEach(() => session.stop());

  const actionsOn = (text: string, only?: readonly string[]) => session.codeActions(uri, session.rangeOf(uri, text), only);
  const titled = (actions: readonly CodeAction[], title: RegExp): CodeAction => {
    const found = actions.find((action) => title.test(action.title));
    assert.ok(found, `${String(title)} among ${actions.map((action) => action.title).join(' | ')}`);
    return found;
  };

  it('ignores a finding here, above its instruction', async () => {
    await start();
    await session.open(uri, '# syntax=docker/dockerfile:1\nFROM debian\n');
    await session.apply(titled(await actionsOn('debian'), /^Ignore "untagged-image" here$/).edit!);
    assert.equal(session.text(uri), '# syntax=docker/dockerfile:1\n# plimsoll ignore=untagged-image\nFROM debian\n');
    assert.deepEqual(await session.rules(uri, 'untagged-image'), []);
  });

  it('ignores a finding in this file, below the parser directives', async () => {
    await start();
    await session.open(uri, '# syntax=docker/dockerfile:1\nFROM debian\nFROM ubuntu\n');
    await session.apply(titled(await actionsOn('debian'), /^Ignore "untagged-image" in this file$/).edit!);
    assert.equal(session.text(uri), '# syntax=docker/dockerfile:1\n# plimsoll global ignore=untagged-image\nFROM debian\nFROM ubuntu\n');
    assert.deepEqual(await session.rules(uri, 'untagged-image'), []);
  });

  it('lets the client turn a rule off in the settings', async () => {
    await start();
    await session.open(uri, 'FROM debian\n');
    const action = titled(await actionsOn('debian'), /^Turn off "untagged-image" in the settings$/);
    assert.deepEqual([action.command?.command, action.command?.arguments], [commands.turnOffRule, ['untagged-image', uri]]);
    session.settings = { rules: { 'untagged-image': 'off' } };
    await session.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await session.rules(uri, 'untagged-image'), []);
  });

  it('offers no command to an editor that does not have it', async () => {
    await start({ initialization: {} });
    await session.open(uri, 'FROM debian\n');
    assert.deepEqual((await actionsOn('debian')).filter((action) => action.command), []);
  });

  it('marks only a safe fix as preferred', async () => {
    await start({ settings: { preset: 'all' } });
    await session.open(uri, 'FROM debian:10 as old\nRUN true\nCMD ["x"]\nCMD ["y"]\n');
    for (const action of await session.codeActions(uri, { start: { line: 0, character: 0 }, end: { line: 4, character: 0 } })) {
      if (/Use debian:/.test(action.title)) assert.equal(action.isPreferred, undefined, action.title);
    }
    assert.equal(titled(await actionsOn('as'), /AS/).isPreferred, true);
  });

  it('fixes all findings of one rule in the file', async () => {
    await start({ settings: { rules: { 'instruction-casing': 'warning' } } });
    await session.open(uri, 'FROM debian:13\nrun true\nRUN true\nworkdir /app\n');
    await session.apply(titled(await actionsOn('run'), /^Fix all 2 findings of "instruction-casing" in this file$/).edit!);
    assert.equal(session.text(uri), 'FROM debian:13\nRUN true\nRUN true\nWORKDIR /app\n');
  });

  it('fixes everything safe at once, and nothing the second time', async () => {
    await start({ settings: { preset: 'all' } });
    const text = 'FROM --platform=$TARGETPLATFORM debian:10 as base\r\nrun true\r\n# keep 🐳\r\nCOPY a b /app\r\nCMD ["x"]\r\nCMD ["y"]\r\n';
    await session.open(uri, text);
    const whole = { start: { line: 0, character: 0 }, end: { line: 6, character: 0 } };
    const [action, ...others] = await session.codeActions(uri, whole, ['source.fixAll']);
    assert.equal(action?.kind, 'source.fixAll.plimsoll');
    assert.deepEqual(others, []);
    await session.apply(action.edit!);
    const fixed = session.text(uri);
    assert.match(fixed, /^FROM debian:10 AS base\r\n\r\nRUN true\r\n\r\n# keep 🐳\r\n/);
    assert.deepEqual(await session.codeActions(uri, whole, ['source.fixAll.plimsoll']), []);
  });

  it('edits only the lines that a fix is about', async () => {
    await start({ settings: { rules: { 'instruction-casing': 'warning' } } });
    await session.open(uri, 'FROM debian:13\nrun true\nRUN echo 1\nRUN echo 2\nworkdir /app\n');
    const [action] = await session.codeActions(uri, session.rangeOf(uri, 'FROM'), ['source.fixAll.plimsoll']);
    const edits = (action!.edit!.documentChanges as TextDocumentEdit[])[0]!.edits;
    assert.deepEqual(edits.map((edit) => 'range' in edit && edit.range.start.line), [1, 4]);
  });

  it('offers source actions only where they are asked for', async () => {
    await start({ settings: { preset: 'all' } });
    await session.open(uri, 'from debian:13\nRUN true\n');
    const line = session.rangeOf(uri, 'from debian:13');
    assert.deepEqual((await session.codeActions(uri, line)).filter((action) => action.kind?.startsWith('source')), []);
    assert.deepEqual(await session.codeActions(uri, line, ['refactor']), []);
    assert.deepEqual(await session.codeActions(uri, line, ['source.fixAll.eslint']), []);
    assert.equal((await session.codeActions(uri, line, ['source'])).length, 1);
  });

  it('edits another file, which may be open or not, with its version', async () => {
    const compose = 'file:///app/compose.yaml';
    const disk = new Map([[compose, 'services:\n  web:\n    build: .\n']]);
    await start({ disk, folders: ['file:///app'] });
    await session.open(uri, 'FROM debian:13\nUSER 1000\nEXPOSE 80\nCMD ["/app"]\n');
    const limits = async () => (await session.diagnostics(uri)).find((d) => d.code === 'service-without-limits');
    const diagnostic = await eventually('the finding about limits', limits, (found) => found !== undefined);
    assert.ok(diagnostic!.relatedInformation?.some((related) => related.location.uri === compose));
    const edit = async () => (await session.codeActions(uri, diagnostic!.range)).map((action) => action.edit?.documentChanges?.[0] as TextDocumentEdit | undefined).find((change) => change?.textDocument.uri === compose);
    assert.equal((await edit())?.textDocument.version, null);
    await session.open(compose, disk.get(compose)!, 'dockercompose');
    assert.equal((await edit())?.textDocument.version, 1);
  });

  it('creates a file where the editor can, and does not offer to where it cannot', async () => {
    for (const [capabilities, expected] of [[undefined, true], [oldCapabilities, false]] as const) {
      await start({ folders: ['file:///app'], settings: { preset: 'strict' }, ...(capabilities ? { capabilities } : {}) });
      await session.open(uri, 'FROM debian:13\nUSER 1000\nEXPOSE 80\nCMD ["/app"]\n');
      const creating = async () => (await actionsOn('debian:13')).some((action) => action.edit?.documentChanges?.some((change) => 'kind' in change && change.kind === 'create'));
      if (expected) await eventually('an action that creates compose.yaml', creating, (found) => found === true);
      else assert.equal(await creating(), false);
      await session.stop();
    }
    await start();
  });
});

describe('text edits', () => {
  const edited = (before: string, after: string): string => {
    const edits = textEdits(uri, before, after);
    return applyFixes(before, [{ title: '', applicability: 'safe', edits }]).text;
  };
  const texts = ['', 'a', 'a\n', 'a\nb\n', 'b\na\n', 'a\r\nb\r\n', 'a\nb', '🐳a\nb\n', '🐋a\nb\n', 'a\n\n\nb\n', 'x\na\nb\ny\n'];

  it('turn any text into any other', () => {
    for (const before of texts) for (const after of texts) assert.equal(edited(before, after), after, JSON.stringify([before, after]));
  });

  it('are none for equal texts', () => assert.deepEqual(textEdits(uri, 'a\nb\n', 'a\nb\n'), []));

  it('do not cut characters or line breaks in two', () => {
    assert.deepEqual(textEdits(uri, '🐳\n', '🐋\n')[0]!.range, { start: { line: 0, character: 0 }, end: { line: 0, character: 2 } });
    assert.equal(edited('a\r\nb', 'a\nb'), 'a\nb');
  });
});
