import assert from 'node:assert/strict';
import { CancellationTokenSource, CodeActionKind, DiagnosticSeverity, WorkDoneProgress } from 'vscode-languageserver/node';
import type { CodeLens, TextDocumentEdit } from 'vscode-languageserver/node';
import type { ScanJob, Scanning } from '../../server/src/lsp/host';
import * as protocol from '../../server/src/protocol';
import { commands, type LocalImage } from '../../server/src/protocol';
import { parseDockerfile } from '../../server/src/lint/dockerfile/parse';
import type { HistoryEntry, Progress, ReportedCheck, ScanReport } from '../../server/src/scan/types';
import { scanReport } from './scan-report';
import { eventually, Session, type SessionOptions } from './session';

const uri = 'file:///app/Dockerfile';
const text = 'FROM debian:13\nRUN apt-get install -y --no-install-recommends curl=7.88 && rm -rf /var/lib/apt/lists/*\nUSER 1000\nCMD ["curl"]\n';

const image = (name: string, extra: Partial<LocalImage> = {}): LocalImage => ({
  name, id: `sha256:${name}`, tags: [name], created: '2026-11-01T00:00:00Z', size: 1e8, source: 'docker', engineHost: 'unix:///var/run/docker.sock', ...extra,
});

/** A scanner whose answers the test gives. */
class FakeScanning implements Scanning {
  jobs: ScanJob[] = [];
  report: ScanReport = scanReport(uri, text, [
    { id: 'CVE-2024-1', on: 'FROM', severity: 'critical', package: 'libc6', fixedVersion: '2.36-9' },
    { id: 'CVE-2024-2', on: 'FROM', severity: 'high', package: 'zlib1g' },
    { id: 'CVE-2024-3', on: 'FROM', severity: 'medium', package: 'perl' },
    { id: 'CVE-2024-4', on: 'RUN', severity: 'high', package: 'curl', version: '7.88', fixedVersion: '7.89' },
    { id: 'CVE-2024-5', severity: 'low' },
  ]);
  local: LocalImage[] = [];
  histories = new Map<string, number>();
  signal: AbortSignal | undefined;
  /** Never answers, as a scanner that is stuck. */
  stuck = false;
  failure: Error | undefined;
  asked: (readonly string[] | undefined)[] = [];

  async scan(job: ScanJob, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<ScanReport> {
    this.jobs.push(job);
    this.signal = signal;
    onProgress({ phase: 'layer', message: 'Layer 1 of 2', fraction: 0.5 });
    if (this.stuck) await new Promise(() => undefined);
    if (this.failure) throw this.failure;
    return this.report;
  }
  images = async () => this.local;
  history = async ({ name }: LocalImage): Promise<HistoryEntry[]> => [{ createdBy: name, emptyLayer: false }];
  similarity = ([entry]: readonly HistoryEntry[]) => this.histories.get(entry!.createdBy) ?? 0;
  render = (report: ScanReport) => `report of ${report.image.name}`;
  planAdvisories = async (ecosystems: readonly string[] | undefined) => {
    this.asked.push(ecosystems);
    return { ecosystems: ecosystems ?? ['npm'], downloads: [], unavailable: [], directory: '/advisories' };
  };
  updateAdvisories = async (ecosystems: readonly string[]) => ({ updated: ecosystems.map((name) => name.toLowerCase()), current: [], problems: [] });
  advisoryStatus = async () => [];
}

describe('language server: scan', () => {
  let session: Session;
  let scanning: FakeScanning;
  let loaded: number;
  const start = async (options: SessionOptions = {}): Promise<void> => {
    scanning = new FakeScanning();
    loaded = 0;
    session = await Session.start({
      ...options,
      host: {
        ...options.host,
        scanning: () => {
          loaded++;
          return Promise.resolve(scanning);
        },
      },
    });
  };
  afterEach(() => session.stop());

  const scan = () => session.request(protocol.scan, { image: 'app', uri });
  const vulnerabilities = async () => (await session.diagnostics(uri)).filter((d) => (d.data as { rule: string }).rule === 'vulnerabilities');
  const lenses = () => session.connection.sendRequest<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } });
  const titles = async () => (await lenses()).map((lens) => lens.command!.title);

  it('is loaded when it is first needed', async () => {
    await start();
    await session.open(uri, text);
    await session.diagnostics(uri);
    await lenses();
    assert.equal(loaded, 0);
    await scan();
    await scan();
    assert.equal(loaded, 1);
  });

  it('hands the unsaved text over, and sums up', async () => {
    await start({ settings: { scan: { engineHost: 'tcp://engine:2375' }, advisories: { directory: '/a', mirrors: { osv: 'https://mirror/osv' } } } });
    await session.open(uri, 'FROM scratch\n');
    await session.edit(uri, [{ range: session.rangeOf(uri, 'FROM scratch\n'), newText: text }]);
    const summary = await session.request(protocol.scan, { image: 'app', uri, source: 'docker', target: 'final' });
    assert.deepEqual(summary, {
      image: 'app:latest', digest: 'sha256:1', counts: { critical: 1, high: 2, medium: 1, low: 1, unknown: 0 }, packages: 1, vulnerablePackages: 1, checks: 0, notCovered: [], problems: [], attributed: 4,
    });
    assert.deepEqual(scanning.jobs[0], {
      params: { image: 'app', uri, source: 'docker', target: 'final' },
      dockerfile: { uri, text, target: 'final' },
      options: { advisories: '/a', engineHost: 'tcp://engine:2375', mirrors: { osv: 'https://mirror/osv' } },
      today: '2026-11-24',
    });
  });

  it('shows one diagnostic for each line and severity, and asks for a pull', async () => {
    await start();
    await session.open(uri, text);
    assert.deepEqual(await vulnerabilities(), []);
    await scan();
    await eventually('asked to pull again', () => session.refreshes, (count) => count > 0);
    const found = await vulnerabilities();
    assert.deepEqual(found.map((d) => [d.range.start.line, d.severity, d.code]), [
      [0, DiagnosticSeverity.Error, 'CVE-2024-1'],
      [0, DiagnosticSeverity.Warning, 'CVE-2024-3'],
      [1, DiagnosticSeverity.Error, 'CVE-2024-4'],
    ]);
    assert.deepEqual(found[0]!.range, session.rangeOf(uri, 'debian:13'));
    assert.deepEqual(found[2]!.range, session.rangeOf(uri, 'curl'));
    assert.equal(found[0]!.codeDescription?.href, 'https://advisories.example/CVE-2024-1');
    assert.deepEqual(found[0]!.relatedInformation?.map((related) => related.message), ['CVE-2024-1 (critical): libc6 1.0, fixed in 2.36-9', 'CVE-2024-2 (high): zlib1g 1.0, no fix yet']);
  });

  it('leaves out what the settings ignore, by any of its names, in what it sums up too', async () => {
    const settings = 'rules:\n  vulnerable-version:\n    ignore: [cve-2024-1, CVE-2024-4]\n';
    const disk = new Map([['file:///app/.plimsoll.yaml', settings]]);
    await start({ disk, folders: ['file:///app'] });
    await session.open(uri, text);
    const summary = await scan();
    assert.deepEqual(summary.counts, { critical: 0, high: 1, medium: 1, low: 1, unknown: 0 });
    assert.equal(summary.attributed, 2);
    assert.deepEqual((await vulnerabilities()).map((d) => [d.range.start.line, d.code]), [[0, 'CVE-2024-2'], [0, 'CVE-2024-3']]);
    const shownIds: string[] = [];
    scanning.render = (report) => {
      shownIds.push(...report.vulnerabilities.map(({ id }) => id));
      return 'report';
    };
    await session.request(protocol.renderReport, { uri });
    await session.request(protocol.renderReport, {});
    assert.deepEqual(shownIds, ['CVE-2024-2', 'CVE-2024-3', 'CVE-2024-5', 'CVE-2024-2', 'CVE-2024-3', 'CVE-2024-5']);
    disk.clear();
    await session.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: 'file:///app/.plimsoll.yaml', type: 3 }] });
    await eventually('shown again without a second scan', async () => (await vulnerabilities()).length, (count) => count === 3);
  });

  it('shows what is wrong in the image itself on its lines, as settings and comments say, and not what a rule for Dockerfiles says already', async () => {
    const model = parseDockerfile(text, uri);
    const check = (rule: string, at: number): ReportedCheck => {
      const range = model.source.range(model.instructions[at]!.lineSpan);
      return { rule, severity: 'error', message: `${rule}.`, uri, range, fixes: [], related: [], tags: [], data: {}, files: [], confidence: 'aligned', reason: '', instruction: { uri, range, text: '' } };
    };
    const disk = new Map([['file:///app/.plimsoll.yaml', 'rules: {repository-in-image: off, history-secret: warning}\n']]);
    await start({ disk, folders: ['file:///app'] });
    scanning.report = { ...scanning.report, checks: [check('private-key-in-image', 1), check('repository-in-image', 1), check('history-secret', 1), check('image-root-user', 2)] };
    await session.open(uri, text);
    assert.equal((await scan()).checks, 3);
    const shown = async () => (await session.diagnostics(uri)).filter(({ code }) => /image|history-secret/.test(String(code))).map((d) => [d.range.start.line, d.severity, d.code]);
    const expected = (line: number) => [[line, DiagnosticSeverity.Error, 'private-key-in-image'], [line, DiagnosticSeverity.Warning, 'history-secret'], [line + 1, DiagnosticSeverity.Error, 'image-root-user']];
    assert.deepEqual(await shown(), expected(1));
    const top = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    await session.edit(uri, [{ range: top, newText: '# a comment\n' }]);
    assert.deepEqual(await shown(), expected(2));
    await session.edit(uri, [{ range: top, newText: '# plimsoll ignore=private-key-in-image,history-secret\n' }]);
    assert.deepEqual((await shown()).map(([, , code]) => code), ['image-root-user']);
    await session.edit(uri, [{ range: session.rangeOf(uri, 'USER 1000'), newText: 'USER root' }]);
    assert.deepEqual(await shown(), [], 'the instruction means something else now');
  });

  it('leaves to a rule for Dockerfiles what it says of the same instruction', async () => {
    const asRoot = text.replace('USER 1000', 'USER root');
    const model = parseDockerfile(asRoot, uri);
    const range = model.source.range(model.instructions[2]!.lineSpan);
    const check: ReportedCheck = { rule: 'image-root-user', severity: 'warning', message: 'Root.', uri, range, fixes: [], related: [], tags: [], data: {}, files: [], confidence: 'aligned', reason: '', instruction: { uri, range, text: '' } };
    await start();
    scanning.report = { ...scanning.report, checks: [check, { ...check, rule: 'writable-program' }] };
    await session.open(uri, asRoot);
    await scan();
    const codes = (await session.diagnostics(uri)).map(({ code }) => code);
    assert.ok(codes.includes('root-user') && codes.includes('writable-program') && !codes.includes('image-root-user'), codes.join());
  });

  it('keeps them on their lines while the file is edited, and drops them with their meaning', async () => {
    await start();
    await session.open(uri, text);
    await scan();
    const lines = async () => (await vulnerabilities()).map((d) => d.range.start.line);
    await session.replace(uri, 'FROM', '# base\n\nFROM');
    assert.deepEqual(await lines(), [2, 2, 3]);
    await session.replace(uri, 'debian:13', 'debian:12');
    assert.deepEqual(await lines(), [3]);
    await session.replace(uri, 'debian:12', 'debian:13');
    assert.deepEqual(await lines(), [2, 2, 3]);
    await session.close(uri);
    await session.open(uri, text);
    assert.deepEqual(await lines(), [0, 0, 1], 'still known when the file is opened again');
  });

  it('offers to upgrade what has a fix, but never by itself', async () => {
    await start();
    await session.open(uri, text);
    await scan();
    const actions = await session.codeActions(uri, session.rangeOf(uri, 'debian:13'));
    const upgrade = actions.find((action) => /^Upgrade libc6/.test(action.title));
    assert.equal(upgrade?.isPreferred, undefined);
    assert.match(((upgrade?.edit?.documentChanges as TextDocumentEdit[])[0]!.edits[0] as { newText: string }).newText, /--only-upgrade libc6/);
    assert.ok(actions.some((action) => action.command?.command === commands.showReport));
    assert.ok(!actions.some((action) => /vulnerabilities/.test(action.title)), 'no ignore comment is offered for a scan');
    assert.deepEqual(await session.codeActions(uri, session.rangeOf(uri, 'debian:13'), [CodeActionKind.SourceFixAll]), []);
  });

  it('lists the advisories in a hover', async () => {
    await start({ initialization: { commands: true, commandLinks: true } });
    await session.open(uri, text);
    await scan();
    const { contents } = await session.connection.sendRequest<{ contents: { value: string } }>('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 6 } });
    assert.match(contents.value, /\*\*1 critical, 1 high, 1 medium\*\* vulnerabilities · found in `app:latest`/);
    assert.match(contents.value, /\| \[CVE-2024-1\]\(<https:\/\/advisories\.example\/CVE-2024-1>\) \| critical \| libc6 1\.0, fixed in 2\.36-9 \|/);
    assert.match(contents.value, /\(command:plimsoll\.showReport\?/);
    const elsewhere = await session.connection.sendRequest<{ contents: { value: string } } | null>('textDocument/hover', { textDocument: { uri }, position: { line: 3, character: 1 } });
    assert.doesNotMatch(elsewhere?.contents.value ?? '', /CVE/);
  });

  it('says in the lens what was found, and what is not covered', async () => {
    await start();
    await session.open(uri, text);
    assert.deepEqual(await titles(), ['Scan image built from this Dockerfile']);
    await scan();
    assert.deepEqual(await titles(), ['app:latest: 1 critical, 2 high, 1 medium, 1 low vulnerabilities', 'Scan again']);
    scanning.report = { ...scanning.report, vulnerabilities: [], notCovered: [{ ecosystem: 'Debian:12', packages: 90, reason: 'no advisories on this machine' }] };
    await scan();
    assert.deepEqual(await titles(), ['app:latest: not covered: Debian:12', 'Scan again']);
    scanning.report = { ...scanning.report, notCovered: [] };
    await scan();
    assert.deepEqual(await titles(), ['app:latest: no known vulnerabilities', 'Scan again']);
  });

  it('reports progress, and says so in the lens', async () => {
    await start();
    await session.open(uri, text);
    scanning.stuck = true;
    const seen: unknown[] = [];
    session.connection.onProgress(WorkDoneProgress.type, 'p1', (value) => void seen.push(value));
    const source = new CancellationTokenSource();
    const running = session.connection.sendRequest(protocol.scan.method, { image: 'app', uri, workDoneToken: 'p1' }, source.token);
    await eventually('progress', () => seen.length, (count) => count >= 2);
    assert.deepEqual(seen, [
      { kind: 'begin', title: 'Scanning app', cancellable: true, percentage: 0 },
      { kind: 'report', message: 'Layer 1 of 2', percentage: 50 },
    ]);
    assert.deepEqual(await titles(), ['Scanning…']);
    source.cancel();
    await assert.rejects(running, { code: -32800 });
    await eventually('the end', () => seen.at(-1), (value) => (value as { kind: string }).kind === 'end');
    assert.deepEqual(await titles(), ['Scan image built from this Dockerfile']);
  });

  it('stops at once when it is cancelled, also where the scanner does not answer', async () => {
    await start();
    scanning.stuck = true;
    const source = new CancellationTokenSource();
    const running = session.connection.sendRequest(protocol.scan.method, { image: 'app' }, source.token);
    await eventually('begun', () => scanning.signal, (signal) => signal !== undefined);
    const begin = Date.now();
    source.cancel();
    await assert.rejects(running, { code: -32800 });
    assert.ok(Date.now() - begin < 1000);
    assert.equal(scanning.signal?.aborted, true, 'the scanner is told');
  });

  it('tells why it failed, and keeps the earlier results', async () => {
    await start();
    await session.open(uri, text);
    await scan();
    scanning.failure = new Error('No container engine can be reached. Start Docker.');
    await assert.rejects(scan(), /No container engine can be reached\. Start Docker\./);
    assert.equal((await vulnerabilities()).length, 3);
  });

  it('clears results', async () => {
    await start();
    await session.open(uri, text);
    await scan();
    await session.request(protocol.clearResults, { uri: 'file:///other/Dockerfile' });
    assert.equal((await vulnerabilities()).length, 3);
    await session.request(protocol.clearResults, { uri });
    assert.deepEqual(await vulnerabilities(), []);
    assert.equal(await session.request(protocol.renderReport, { uri }), null);
    await scan();
    await session.request(protocol.clearResults, {});
    assert.deepEqual(await vulnerabilities(), []);
  });

  it('renders the last report, also of an image without a Dockerfile', async () => {
    await start();
    assert.equal(await session.request(protocol.renderReport, {}), null);
    const { attributed } = await session.request(protocol.scan, { image: 'app' });
    assert.equal(attributed, 0);
    assert.equal(scanning.jobs[0]!.dockerfile, undefined);
    assert.equal(await session.request(protocol.renderReport, {}), 'report of app:latest');
  });

  it('shows the image in the status', async () => {
    await start();
    await session.open(uri, text);
    assert.equal((await session.request(protocol.documentStatus, { uri }))?.scannedImage, undefined);
    await scan();
    assert.equal((await session.request(protocol.documentStatus, { uri }))?.scannedImage, 'app:latest');
  });

  it('is not allowed in Restricted Mode until trust is granted; lint is', async () => {
    await start({ initialization: { commands: true, trusted: false } });
    await session.open(uri, 'FROM debian\n');
    assert.deepEqual(await session.rules(uri, 'untagged-image'), ['0:untagged-image']);
    assert.deepEqual(await titles(), []);
    assert.equal((await session.request(protocol.documentStatus, { uri }))?.scanAllowed, false);
    for (const attempt of [
      () => scan(),
      () => session.request(protocol.listImages, {}),
      () => session.request(protocol.findBuiltImages, { uri }),
      () => session.request(protocol.planAdvisories, {}),
      () => session.request(protocol.updateAdvisories, { ecosystems: ['npm'] }),
    ]) {
      await assert.rejects(attempt, /Restricted Mode/);
    }
    assert.equal(loaded, 0);
    const { lensRefreshes } = session;
    await session.notify(protocol.trustGranted, {});
    await eventually('lenses asked again', () => session.lensRefreshes, (count) => count > lensRefreshes);
    assert.deepEqual(await titles(), ['Scan image built from this Dockerfile']);
    await scan();
  });

  it('is not there where the host has no scanner', async () => {
    session = await Session.start();
    await session.open(uri, text);
    assert.deepEqual(await titles(), []);
    await assert.rejects(scan(), /cannot be scanned here/);
  });

  it('plans and updates advisories', async () => {
    await start();
    assert.deepEqual((await session.request(protocol.planAdvisories, { ecosystems: ['Debian:12'] })).ecosystems, ['Debian:12']);
    await session.request(protocol.planAdvisories, {});
    assert.deepEqual(scanning.asked, [['Debian:12'], undefined]);
    assert.deepEqual(await session.request(protocol.updateAdvisories, { ecosystems: ['Debian'] }), { updated: ['debian'], current: [], problems: [] });
  });

  describe('the image built from a Dockerfile', () => {
    const compose = 'file:///app/compose.yaml';
    const built = () => session.request(protocol.findBuiltImages, { uri });
    const withCompose = async (service: string) => {
      await start({ disk: new Map([[compose, service]]), folders: ['file:///app'] });
      await session.open(uri, text);
      await eventually('discovered', () => session.refreshes, (count) => count > 0);
    };

    it('is named by Compose', async () => {
      await withCompose('services:\n  web:\n    build: {context: ., target: prod}\n    image: registry.example/web:1\n');
      scanning.local = [image('other:latest'), image('registry.example/web:1')];
      scanning.histories.set('other:latest', 1);
      assert.deepEqual(await built(), [
        {
          name: 'registry.example/web:1', source: 'docker', engineHost: 'unix:///var/run/docker.sock', similarity: 1, target: 'prod',
          reason: 'service "web" of compose.yaml builds this Dockerfile as registry.example/web:1',
        },
      ]);
    });

    it('has the name that Compose makes of project and service', async () => {
      for (const [file, name] of [
        ['services:\n  web:\n    build: .\n', 'app-web:latest'],
        ['services:\n  web:\n    build: .\n', 'localhost/app_web:latest'],
        ['name: shop\nservices:\n  web:\n    build: .\n', 'shop-web:latest'],
      ] as const) {
        await withCompose(file);
        scanning.local = [image('x:1'), image(name)];
        assert.deepEqual((await built()).map((one) => one.name), [name]);
        await session.stop();
      }
      await start();
    });

    it('is found by its history where no name helps: the likeliest first, the newest among equals', async () => {
      await withCompose('services:\n  web:\n    build: .\n    image: not-there\n');
      scanning.local = [image('old:1', { created: '2026-01-01T00:00:00Z' }), image('new:1', { created: '2026-11-20T00:00:00Z' }), image('part:1'), image('stranger:1')];
      for (const [name, similarity] of [['old:1', 1], ['new:1', 1], ['part:1', 0.6], ['stranger:1', 0.2]] as const) scanning.histories.set(name, similarity);
      const found = await built();
      assert.deepEqual(found.map((one) => one.name), ['new:1', 'old:1', 'part:1']);
      assert.equal(found[2]!.reason, 'its history has 60 % of the instructions of this Dockerfile');
    });

    it('may not be there', async () => {
      await start();
      await session.open(uri, text);
      assert.deepEqual(await built(), []);
    });
  });

  describe('for editors that have only the server', () => {
    const execute = (command: string) => session.connection.sendRequest('workspace/executeCommand', { command, arguments: [uri] });

    it('scans and clears by command, and tells the result', async () => {
      await start({ initialization: {} });
      assert.deepEqual(session.initialized.capabilities.executeCommandProvider, { commands: [commands.scanBuiltImage, commands.clearResults] });
      await session.open(uri, text);
      await execute(commands.scanBuiltImage);
      await eventually('told', () => session.messages, ([message]) => /no local image was built from this Dockerfile/.test(message ?? ''));
      scanning.local = [image('app:1')];
      scanning.histories.set('app:1', 1);
      await execute(commands.scanBuiltImage);
      await eventually('told', () => session.messages.at(-1), (message) => message === 'Plimsoll: app:latest: 1 critical, 2 high, 1 medium, 1 low vulnerabilities in 1 of 1 package.');
      assert.equal(scanning.jobs[0]!.params.engineHost, 'unix:///var/run/docker.sock');
      assert.equal((await vulnerabilities()).length, 3);
      await execute(commands.clearResults);
      assert.deepEqual(await vulnerabilities(), []);
    });
  });
});
