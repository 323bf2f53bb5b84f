import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { Workplace } from './plimsoll';

const osv = (id: string, ecosystem: string, name: string, fixed: string): string =>
  `${JSON.stringify({ id, affected: [{ package: { ecosystem, name }, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed }] }] }] })}\n`;

const dockerfile = 'FROM node:18.1.0-alpine3.18\nRUN pip install --no-cache-dir django==3.2.1 && apk add --no-cache curl=8.0.0-r0\nUSER 10001\n';

describe('plimsoll lint: pinned versions', () => {
  let workplace: Workplace;
  beforeEach(() => (workplace = new Workplace()));
  afterEach(() => workplace.remove());
  const found = async (...args: readonly string[]): Promise<string[]> => {
    const output = JSON.parse((await workplace.run(['lint', '--format', 'json', '--no-shellcheck', '--fail-on', 'never', ...args])).out) as Awaited<ReturnType<Workplace['lint']>>;
    return output.files.flatMap(({ findings }) => findings).filter(({ rule }) => rule === 'vulnerable-version').map(({ data }) => `${data['package']} ${data['version']} ${data['ids']} ${data['safe']}`);
  };
  const importRecords = async (...args: readonly string[]): Promise<void> => {
    workplace.write({ 'records.ndjson': osv('CVE-2024-0001', 'PyPI', 'django', '3.2.25') + osv('CVE-2024-0002', 'Alpine:v3.18', 'curl', '8.0.1-r0') + osv('CVE-2024-0003', 'Bitnami', 'node', '18.2.0') });
    const run = await workplace.run(['db', 'import', 'records.ndjson', ...args]);
    assert.equal(run.status, 0, run.err);
  };

  it('are matched with the advisories that are there, and those alone', async () => {
    workplace.write({ Dockerfile: dockerfile });
    assert.deepEqual(await found(), []);
    await importRecords();
    assert.deepEqual(await found(), ['Node.js 18.1.0 CVE-2024-0003 18.2.0', 'django 3.2.1 CVE-2024-0001 3.2.25', 'curl 8.0.0-r0 CVE-2024-0002 8.0.1-r0']);
  });

  it('are matched with those of another directory on demand', async () => {
    workplace.write({ Dockerfile: dockerfile });
    await importRecords('--advisories', 'mine');
    assert.ok(existsSync(workplace.path('mine/pypi.advisories')));
    assert.deepEqual(await found(), []);
    assert.equal((await found('--advisories', 'mine')).length, 3);
  });

  it('are changed by --fix=unsafe to safe ones', async () => {
    workplace.write({ Dockerfile: 'FROM alpine:3.24\nRUN pip install --no-cache-dir django==3.2.1\nUSER 10001\n' });
    await importRecords();
    await workplace.run(['lint', '--no-shellcheck', '--fix=unsafe']);
    assert.match(workplace.read('Dockerfile'), /django==3\.2\.25$/m);
    assert.deepEqual(await found(), []);
  });
});
