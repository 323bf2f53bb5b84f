import assert from 'node:assert/strict';
import type { VersionLookup } from '../../server/src/lsp/host';
import { queryKey, type VersionQuery, type VersionVerdict } from '../../server/src/lint/versions/model';
import { VersionRuns } from '../../server/src/lsp/diagnostics/version-runs';
import { parseDocument } from '../../server/src/lint/document';
import { defaultSettings } from '../../server/src/lint/settings/model';
import { defaultEditorSettings, updateAdvisories } from '../../server/src/protocol';
import { vulnerability } from '../helpers/versions';
import { eventually, Session } from './session';

const uri = 'file:///app/Dockerfile';

/** Every version that ends in 1 is vulnerable. */
class FakeAdvisories implements VersionLookup {
  asked: string[] = [];
  current: string | undefined = 'first';
  error: Error | undefined;
  directories: (string | undefined)[] = [];

  async state(directory: string | undefined): Promise<string | undefined> {
    this.directories.push(directory);
    return this.current;
  }

  async lookUp(queries: readonly VersionQuery[]): Promise<ReadonlyMap<string, VersionVerdict>> {
    this.asked.push(...queries.map(({ names, version }) => `${names[0]} ${version}`));
    if (this.error) throw this.error;
    return new Map(queries.map((query) => [queryKey(query), query.version.endsWith('1') ? { vulnerabilities: [vulnerability('CVE-2024-0001')], safeVersion: '9' } : { vulnerabilities: [] }]));
  }
}

describe('language server: pinned versions', () => {
  let session: Session;
  let advisories: FakeAdvisories;
  const start = async (settings: unknown = {}): Promise<void> => {
    advisories = new FakeAdvisories();
    session = await Session.start({ settings, host: { versions: advisories } });
  };
  afterEach(() => session.stop());
  const found = () => session.rules(uri, 'vulnerable-version');
  const asked = (count: number) => eventually(`${count} versions asked for`, () => advisories.asked, (list) => list.length >= count);

  it('come second, and are there at once from then on', async () => {
    await start();
    await session.open(uri, 'FROM alpine:3.24\nRUN pip install django==3.2.1\n');
    assert.deepEqual(await found(), []);
    await eventually('found', found, (rules) => rules.length === 1);
    await eventually('the editor is asked to pull again', async () => session.refreshes, (count) => count > 0);
    await session.replace(uri, 'RUN', '\nRUN');
    assert.deepEqual(await found(), ['2:vulnerable-version']);
    assert.deepEqual(advisories.asked, ['django 3.2.1']);
  });

  it('are looked up anew when they are edited, and only then', async () => {
    await start();
    await session.open(uri, 'FROM alpine:3.24\nRUN pip install django==3.2.0 flask==1.0\n');
    await found();
    await asked(2);
    await session.replace(uri, 'django==3.2.0', 'django==3.2.1');
    await eventually('found', found, (rules) => rules.length === 1);
    assert.deepEqual(advisories.asked, ['django 3.2.0', 'flask 1.0', 'django 3.2.1']);
    const [action] = (await session.codeActions(uri, session.rangeOf(uri, '3.2.1'))).filter(({ title }) => title.startsWith('Use'));
    await session.apply(action!.edit!);
    assert.match(session.text(uri), /django==9 /);
    assert.deepEqual(await found(), []);
  });

  it('cost nothing where there are none, where the rule is off, or where nothing is pinned', async () => {
    await start({ rules: { 'vulnerable-version': 'off' } });
    await session.open(uri, 'FROM alpine:3.24\nRUN pip install django==3.2.1\n');
    await found();
    await session.open('file:///app/other/Dockerfile', 'FROM alpine:3.24\nRUN pip install django\n');
    await session.diagnostics('file:///app/other/Dockerfile');
    // A look-up would have begun before the answer to another request.
    await session.diagnostics(uri);
    assert.deepEqual([advisories.asked, advisories.directories], [[], []]);
  });

  it('are those of the directory in the settings', async () => {
    await start({ advisories: { directory: '/mine' } });
    await session.open(uri, 'FROM alpine:3.24\nRUN pip install django==3.2.1\n');
    await eventually('found', found, (rules) => rules.length === 1);
    assert.deepEqual(new Set(advisories.directories), new Set(['/mine']));
  });

  it('are no reason to fail, nor asked for again and again, where they cannot be read', async () => {
    await start();
    advisories.error = new Error('no');
    await session.open(uri, 'FROM alpine:3.24\nRUN pip install django==3.2.1\n');
    await found();
    await asked(1);
    await session.replace(uri, 'RUN', 'RUN true && ');
    assert.deepEqual(await found(), []);
    assert.equal(advisories.asked.length, 1);
  });

  it('are forgotten when the server has updated the advisories', async () => {
    await start();
    const scanning = { updateAdvisories: async () => ({ updated: ['pypi'], current: [], problems: [] }) };
    await session.stop();
    session = await Session.start({ host: { versions: advisories, scanning: async () => scanning as never } });
    await session.open(uri, 'FROM alpine:3.24\nRUN pip install django==3.2.1\n');
    await eventually('found', found, (rules) => rules.length === 1);
    await session.request(updateAdvisories, { ecosystems: ['PyPI'] });
    await found();
    await asked(2);
  });
});

describe('VersionRuns', () => {
  const settings = { lint: defaultSettings, editor: defaultEditorSettings, enabled: true };
  const document = parseDocument({ uri, target: 'dockerfile', text: 'FROM alpine:3.24\nRUN pip install django==3.2.1\n' })!;

  it('notice that the advisories on disk are others, or there for the first time', async () => {
    const advisories = new FakeAdvisories();
    advisories.current = undefined;
    let told = 0;
    const runs = new VersionRuns(advisories, () => told++, (error) => assert.fail(String(error)), 0);
    const verdict = () => {
      runs.ask(document, settings);
      return runs.advisories(settings)!.verdict({ ecosystem: 'PyPI', names: ['django'], version: '3.2.1' });
    };
    verdict();
    await eventually('looked', () => advisories.directories.length, (count) => count > 0);
    assert.deepEqual([advisories.asked, told], [[], 0], 'there is nothing to ask');
    advisories.current = 'there';
    await eventually('known', verdict, (found) => found !== undefined);
    assert.ok(told > 0);
    const before = advisories.asked.length;
    advisories.current = 'newer';
    await eventually('asked again', () => (verdict(), advisories.asked.length), (count) => count > before);
  });
});
