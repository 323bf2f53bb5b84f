import assert from 'node:assert/strict';
import type { DockerfileModel } from '../../server/src/lint/dockerfile/model';
import type { Finding } from '../../server/src/lint/finding';
import type { Shellcheck } from '../../server/src/lsp/host';
import { documentStatus } from '../../server/src/protocol';
import { eventually, Session, type SessionOptions } from './session';

const uri = 'file:///app/Dockerfile';

/** Finds every `$X` in the scripts, with a fix that quotes it; answers when it is let. */
class FakeShellcheck implements Shellcheck {
  runs: { readonly text: string; readonly signal: AbortSignal; finish(error?: Error): void }[] = [];
  disposed = false;
  /** Answers at once. */
  immediate = false;

  check(model: DockerfileModel, _settings: unknown, signal: AbortSignal): Promise<readonly Finding[]> {
    const { source } = model;
    const findings = [...source.text.matchAll(/\$X/g)].map((match): Finding => {
      const range = source.range({ start: match.index, end: match.index + 2 });
      const fix = { title: 'Quote it', applicability: 'safe' as const, edits: [{ uri, range, newText: '"$X"' }] };
      return { rule: 'shellcheck/SC2086', severity: 'info', message: 'Quote it.', range, uri, fixes: [fix], related: [], tags: [], data: {} };
    }).filter((finding) => source.lineText(finding.range.start.line)[finding.range.start.character - 1] !== '"');
    return new Promise((resolve, reject) => {
      const finish = (error?: Error): void => (error ? reject(error) : resolve(findings));
      this.runs.push({ text: source.text, signal, finish });
      if (this.immediate) finish();
    });
  }

  dispose(): void {
    this.disposed = true;
  }
}

describe('language server: ShellCheck', () => {
  let session: Session;
  let shellcheck: FakeShellcheck;
  let started: number;
  const start = async (options: SessionOptions = {}): Promise<void> => {
    shellcheck = new FakeShellcheck();
    started = 0;
    session = await Session.start({
      ...options,
      host: {
        shellcheck: () => {
          started++;
          return Promise.resolve(shellcheck);
        },
      },
    });
  };
  afterEach(() => session.stop());
  const found = () => session.rules(uri, 'SC2086');
  const runs = (count: number) => eventually(`${count} runs`, () => shellcheck.runs.length, (length) => length >= count);

  it('comes second: the first findings are there before it has answered', async () => {
    await start();
    await session.open(uri, 'FROM debian\nRUN echo $X\n');
    assert.deepEqual(await session.rules(uri, 'untagged-image', 'SC2086'), ['0:untagged-image']);
    await runs(1);
    // The workspace, once looked through, may have asked for a pull already.
    const before = session.refreshes;
    shellcheck.runs[0]!.finish();
    await eventually('asked to pull again', () => session.refreshes, (count) => count > before);
    const [diagnostic] = (await session.diagnostics(uri)).filter((d) => d.code === 'SC2086');
    assert.deepEqual(diagnostic?.range, session.rangeOf(uri, '$X'));
    assert.equal(diagnostic.codeDescription?.href, 'https://www.shellcheck.net/wiki/SC2086');
    assert.equal(shellcheck.runs.length, 1, 'the same text is not checked again');
  });

  it('keeps what it found on unchanged instructions where they are now, until it has checked again', async () => {
    await start();
    await session.open(uri, 'FROM debian:13\nRUN echo $X\nRUN ls $X\n');
    await session.diagnostics(uri);
    await runs(1);
    shellcheck.runs[0]!.finish();
    await eventually('found', found, (rules) => rules.length === 2);
    await session.replace(uri, 'RUN echo $X', '# a comment\nRUN echo 1 $X');
    assert.deepEqual(await found(), ['3:SC2086'], 'the edited instruction has nothing, the other one moved');
    const [diagnostic] = (await session.diagnostics(uri)).filter((d) => d.code === 'SC2086');
    const [fix] = await session.codeActions(uri, diagnostic!.range);
    assert.deepEqual(fix?.edit?.documentChanges?.[0], { textDocument: { uri, version: 2 }, edits: [{ range: diagnostic!.range, newText: '"$X"' }] });
    await runs(2);
    shellcheck.runs[1]!.finish();
    await eventually('both', found, (rules) => rules.length === 2);
  });

  it('waits for a pause in the edits, and drops runs that are overtaken', async () => {
    await start();
    await session.open(uri, 'FROM debian:13\nRUN echo $X\n');
    await session.diagnostics(uri);
    await runs(1);
    for (let i = 0; i < 5; i++) {
      await session.replace(uri, 'echo', 'echo 1');
      await session.diagnostics(uri);
    }
    assert.equal(shellcheck.runs[0]!.signal.aborted, true);
    await runs(2);
    assert.equal(shellcheck.runs[1]!.text, session.text(uri));
    shellcheck.runs[0]!.finish();
    shellcheck.runs[1]!.finish();
    await eventually('found', found, (rules) => rules.length === 1);
    assert.equal(shellcheck.runs.length, 2);
  });

  it('does not ask for a pull when a run found nothing new', async () => {
    await start();
    shellcheck.immediate = true;
    await session.open(uri, 'FROM debian:13\nRUN echo 1\n');
    await session.diagnostics(uri);
    await eventually('done', () => session.request(documentStatus, { uri }), (status) => status?.shellcheck === 'done');
    assert.ok(session.refreshes <= 1, 'only the workspace, once looked through, may ask for a pull');
  });

  it('is honoured by ignore comments', async () => {
    await start();
    shellcheck.immediate = true;
    await session.open(uri, 'FROM debian:13\n# plimsoll ignore=SC2086\nRUN echo $X\nRUN ls $X\n');
    await eventually('found', found, (rules) => rules.length > 0);
    assert.deepEqual(await found(), ['3:SC2086']);
  });

  it('is a part of fix all', async () => {
    await start();
    shellcheck.immediate = true;
    await session.open(uri, 'FROM --platform=$TARGETPLATFORM debian:13\nRUN echo $X $X\n');
    await eventually('found', found, (rules) => rules.length > 0);
    const [action] = await session.codeActions(uri, session.rangeOf(uri, 'FROM'), ['source.fixAll.plimsoll']);
    await session.apply(action!.edit!);
    assert.equal(session.text(uri), 'FROM debian:13\nRUN echo "$X" "$X"\n');
  });

  it('is not started where it is switched off', async () => {
    await start({ settings: { shellcheck: { enable: false } } });
    await session.open(uri, 'FROM debian:13\nRUN echo $X\n');
    await session.diagnostics(uri);
    assert.equal((await session.request(documentStatus, { uri }))?.shellcheck, 'off');
    assert.equal(started, 0);
  });

  it('is not started for documents that hold no scripts', async () => {
    await start();
    await session.open('file:///app/compose.yaml', 'services: {}\n', 'dockercompose');
    await session.diagnostics('file:///app/compose.yaml');
    assert.equal(started, 0);
  });

  it('may fail: the rest goes on, and the status says why', async () => {
    await start();
    await session.open(uri, 'FROM debian\nRUN echo $X\n');
    await session.diagnostics(uri);
    await runs(1);
    shellcheck.runs[0]!.finish(new Error('shellcheck.wasm is missing'));
    const status = await eventually('failed', () => session.request(documentStatus, { uri }), (answer) => answer?.shellcheck === 'failed');
    assert.equal(status?.shellcheckProblem, 'shellcheck.wasm is missing');
    assert.deepEqual(await session.rules(uri, 'untagged-image', 'SC2086'), ['0:untagged-image']);
  });

  it('ends with the server, once started', async () => {
    await start();
    await session.open(uri, 'FROM debian:13\nRUN echo $X\n');
    await session.diagnostics(uri);
    await runs(1);
    await session.connection.sendRequest('shutdown');
    assert.equal(shellcheck.runs[0]!.signal.aborted, true);
    assert.equal(shellcheck.disposed, true);
    assert.equal(started, 1);
  });
});
