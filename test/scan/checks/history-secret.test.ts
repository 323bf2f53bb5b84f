import assert from 'node:assert/strict';
import { historySecret } from '../../../server/src/scan/checks/rules/history-secret';
import { findingsOf, scanSketch } from '../../helpers/image-rules';

const found = (createdBy: string): Promise<string[]> => findingsOf('history-secret', { dockerfile: 'FROM a\nRUN make\n', layers: { make: [] }, history: { make: createdBy } });
/** What the message says that the history shows. */
const shows = async (createdBy: string): Promise<string[]> => {
  const { checks } = await scanSketch({ dockerfile: 'FROM a\nRUN make\n', layers: { make: [] }, history: { make: createdBy } });
  return checks.filter(({ rule }) => rule === 'history-secret').map(({ data }) => String(data.what));
};
const token = `ghp_${'a1B2'.repeat(9)}`;

describe('history-secret', () => {
  it('reports its bad example once and its good one not', async () => {
    assert.deepEqual(await findingsOf('history-secret', { dockerfile: historySecret.docs.bad, layers: { './install.sh': [] }, history: { './install.sh': '|1 NPM_TOKEN=k4Jx9-Qz81 /bin/sh -c ./install.sh' } }), ['3 error secret']);
    assert.deepEqual(await findingsOf('history-secret', { dockerfile: historySecret.docs.good, layers: { './install.sh': [] } }), []);
  });

  it('reads the build arguments in front of a command, values with blanks among them', async () => {
    assert.deepEqual(await shows('|3 NAME=two words TOKEN=k4Jx9-Qz81 MODE=a /bin/sh -c make PASSWORD=$X'), ['the build argument TOKEN']);
    assert.deepEqual(await shows('|2 TOKEN= DB_PASSWORD=changeme /bin/sh -c make'), []);
    assert.deepEqual(await shows('|1 TOKEN=k4Jx9-Qz81 /bin/bash -o pipefail -c make'), ['the build argument TOKEN']);
  });

  it('finds what stands in commands, on several lines too', async () => {
    assert.deepEqual(await shows('/bin/sh -c set -e\ncurl -u bot:Tr4inSet9 https://api.corp.test\nGH_TOKEN=k4Jx9-Qz81 make'), ['a password of curl', 'the value of GH_TOKEN']);
    assert.deepEqual(await shows(`/bin/sh -c git clone https://bot:s3cr3tw0rd@git.corp.test/app.git && echo ${token}`), ['a GitHub token', 'a password in an address']);
    assert.deepEqual(await shows("/bin/sh -c echo 'machine git.corp.test login bot password Tr4inSet9' > ~/.netrc"), ['the password of a login']);
    assert.deepEqual(await shows('/bin/sh -c curl -u "$USER:$PASSWORD" https://api.corp.test && export TOKEN=$(cat /run/secrets/token)'), []);
  });

  it('reports a credential once, where it is first seen, and weak ones as warnings', async () => {
    const dockerfile = 'FROM a\nARG TOKEN\nRUN a\nRUN b\n';
    assert.deepEqual(await findingsOf('history-secret', { dockerfile, layers: { a: [], b: [] }, history: { a: '|1 TOKEN=k4Jx9-Qz81 /bin/sh -c a', b: '|1 TOKEN=k4Jx9-Qz81 /bin/sh -c b' } }), ['3 error secret']);
    assert.deepEqual(await found('|1 DB_PASSWORD=postgres /bin/sh -c make'), ['2 warning secret']);
  });

  it('finds variables that were set and changed later, but leaves those of the configuration to their own rule', async () => {
    const of = (environment: readonly string[]): Promise<string[]> => findingsOf('history-secret', { dockerfile: 'FROM a\nENV API_TOKEN=k4Jx9-Qz81\nENV API_TOKEN=""\n', config: { Env: environment } });
    assert.deepEqual(await of(['API_TOKEN=']), ['2 error secret']);
    assert.deepEqual(await of(['API_TOKEN=k4Jx9-Qz81']), []);
  });

  it('of the base image reports strong ones, for information', async () => {
    const base = (createdBy: string): Promise<string[]> => findingsOf('history-secret', { dockerfile: 'FROM a\nUSER 1\n', baseHistory: [createdBy] });
    assert.deepEqual(await base('RUN |1 TOKEN=k4Jx9-Qz81 /bin/sh -c make # buildkit'), ['1 info secret']);
    assert.deepEqual(await base('RUN |1 TOKEN=postgres /bin/sh -c make # buildkit'), []);
  });

  it('shows no value in the report, whatever quotes the history', async () => {
    const secret = 'k4Jx9-Qz81zz';
    // An instruction that the Dockerfile lacks is quoted in the reason.
    const report = JSON.stringify(await scanSketch({ dockerfile: 'FROM a\nRUN make\nCOPY a /\n', layers: { make: [], 'a /': [{ path: '.git/HEAD' }] }, history: { make: `|1 TOKEN=${secret} /bin/sh -c other && true` } }));
    assert.ok(!report.includes(secret) && report.includes('TOKEN=k4Jx…'), report);
  });

  it('takes a long hostile history in its stride', async function () {
    this.timeout(20_000);
    for (const text of [`|9999 ${'A=1 b '.repeat(40_000)}`, `|1 TOKEN=${'eyJ' + 'a'.repeat(20) + '-eyJ'.repeat(60_000)}`, 'a.'.repeat(130_000) + '://', '"'.repeat(200_000), '$('.repeat(20_000), `|9 ${'TOKEN=k4Jx9-Qz81 '.repeat(20_000)}`]) {
      const { problems } = await scanSketch({ dockerfile: 'FROM a\nRUN make\n', layers: { make: [] }, history: { make: text } });
      assert.deepEqual(problems.map(({ where }) => where), text.length > 64 * 1024 ? ['history'] : []);
    }
  });
});
