import assert from 'node:assert/strict';
import { imageEnvSecret } from '../../../server/src/scan/checks/rules/image-env-secret';
import { findingsOf, scanSketch } from '../../helpers/image-rules';

const token = `ghp_${'a1B2'.repeat(9)}`;
const sketch = (environment: readonly string[], dockerfile = imageEnvSecret.docs.bad) => ({ dockerfile, config: { Env: environment }, history: { 'API_TOKEN=$API_TOKEN': environment[0] ?? '' } });
const found = (...environment: readonly string[]): Promise<string[]> => findingsOf('image-env-secret', sketch(environment));

describe('image-env-secret', () => {
  it('reports its bad example once and its good one not', async () => {
    assert.deepEqual(await found('API_TOKEN=k4Jx9-Qz81'), ['3 error secret']);
    assert.deepEqual(await findingsOf('image-env-secret', sketch(['PATH=/bin'], imageEnvSecret.docs.good)), []);
  });

  it('knows tokens and addresses with a password under any name, and weak passwords for what they are', async () => {
    assert.deepEqual(await found(`API_TOKEN=${token}`), ['3 error secret']);
    assert.deepEqual(await found('API_TOKEN=changed-later'), ['3 warning secret']);
    assert.deepEqual(await findingsOf('image-env-secret', { dockerfile: 'FROM a\nENV DB=postgres://app:x9Qz81kk@db/app\n', config: { Env: ['DB=postgres://app:x9Qz81kk@db/app'] } }), ['2 error secret']);
  });

  it('leaves placeholders, paths, switches and fingerprints alone', async () => {
    assert.deepEqual(await found('API_TOKEN=changeme', 'DB_PASSWORD_FILE=/run/secrets/db', 'USE_TOKEN=true', 'GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305', 'SORT_KEY=name', 'API_TOKEN='), []);
  });

  it('of the base image reports tokens of a known form only, for information', async () => {
    const base = (setting: string): Promise<string[]> => findingsOf('image-env-secret', { dockerfile: 'FROM a\nUSER 1\n', baseHistory: [`ENV ${setting}`], config: { Env: [setting] } });
    assert.deepEqual(await base(`GITHUB_TOKEN=${token}`), ['1 info secret']);
    assert.deepEqual(await base('ADMIN_PASSWORD=k4Jx9-Qz81'), []);
  });

  it('shows no more than four characters of a secret, anywhere in the report', async () => {
    for (const secret of [token, 'k4Jx9-Qz81']) {
      const report = JSON.stringify(await scanSketch({ dockerfile: `FROM a\nENV API_TOKEN=${secret}\nRUN make\n`, config: { Env: [`API_TOKEN=${secret}`] }, layers: { make: [] }, history: { make: `|1 X=1 /bin/sh -c make ${secret}` } }));
      assert.ok(!report.includes(secret.slice(0, 5)), report);
      assert.ok(report.includes(`make ${secret.slice(0, 4)}…`), report);
    }
  });
});
