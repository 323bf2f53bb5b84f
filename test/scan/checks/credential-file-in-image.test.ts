import assert from 'node:assert/strict';
import { secretIn, mayHoldSecret } from '../../../server/src/scan/checks/secret-files';
import { credentialFileInImage } from '../../../server/src/scan/checks/rules/credential-file-in-image';
import { findingsOf, pem, scanSketch } from '../../helpers/image-rules';
import { whiteout } from '../../helpers/image-builder';

const what = (path: string, content: string): string | undefined => (mayHoldSecret(path) ? secretIn(path, Buffer.from(content))?.what : undefined);
const key = 'k4Jx9Qz81LmT0vRs';
const google = JSON.stringify({ type: 'service_account', project_id: 'p', private_key: pem('') });

/** Path, content with a credential, the same without one. */
const files: readonly (readonly [path: string, holds: string, holdsNot: string])[] = [
  ['app/.env', `# a\nexport DB_PASSWORD="${key}"\nSTRIPE=sk_live_${'a1'.repeat(12)}\n`, 'DB_PASSWORD=secret\nAPI_KEY=changeme\nTOKEN=${TOKEN}\nDB_HOST=db.corp.test\nAPP_KEY=\n'],
  ['app/.env.production', `API_TOKEN=${key}`, 'API_TOKEN=your-token-here'],
  ['root/.npmrc', `//registry.npmjs.org/:_authToken=${key}`, '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\nregistry=https://registry.npmjs.org/'],
  ['app/.yarnrc.yml', `npmAuthToken: "${key}"`, 'npmAuthToken: "${NPM_TOKEN}"\nnodeLinker: node-modules'],
  ['root/.pypirc', `[pypi]\nusername = __token__\npassword = ${key}`, '[pypi]\nrepository = https://upload.pypi.org/legacy/'],
  ['etc/pip.conf', `[global]\nindex-url = https://bot:${key}@pypi.corp.test/simple`, '[global]\nindex-url = https://pypi.corp.test/simple'],
  ['root/.netrc', `machine git.corp.test\nlogin bot\npassword ${key}`, 'machine git.corp.test\nlogin bot'],
  ['root/.git-credentials', `https://bot:${key}@git.corp.test`, 'https://git.corp.test'],
  ['app/.git/config', `[remote "origin"]\n\turl = https://x-access-token:${key}@github.com/a/b`, '[remote "origin"]\n\turl = git@github.com:a/b'],
  ['src/.git/config', `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${key}${key}`, '[core]\n\tbare = false'],
  ['root/.docker/config.json', `{"auths":{"ghcr.io":{"auth":"${key}"}}}`, '{"auths":{"ghcr.io":{}},"credsStore":"pass"}'],
  ['root/.aws/credentials', `[default]\naws_access_key_id = A\naws_secret_access_key = ${key}${key}k4Jx9Qz8`, '[default]\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'],
  ['root/.cargo/credentials.toml', `[registry]\ntoken = "${key}"`, '[registry]\n'],
  ['app/auth.json', `{"github-oauth":{"github.com":"${key}"}}`, '{"http-basic":{}}'],
  ['app/service-account.json', google, '{"type":"service_account","private_key":"..."}'],
  ['root/.config/gcloud/application_default_credentials.json', `{"type":"authorized_user","refresh_token":"${key}"}`, '{"type":"external_account"}'],
  ['root/.kube/config', `apiVersion: v1\nkind: Config\nusers:\n- user:\n    client-key-data: ${key}${key}`, 'apiVersion: v1\nkind: Config\nclusters: []'],
  ['app/terraform.tfstate', '{"version":4,"terraform_version":"1.9.0","resources":[{"instances":[{"attributes":{"id":"a"}}]}]}', '{"version":4,"terraform_version":"1.9.0","resources":[],"outputs":{}}'],
  ['etc/nginx/.htpasswd', 'admin:$apr1$abcdefgh$abcdefghijklmnopqrstuv', '# none'],
  ['root/.pgpass', `db:5432:app:app:${key}`, '# hostname:port:database:username:password'],
  ['root/.my.cnf', `[client]\npassword=${key}`, '[client]\nuser=root'],
  ['root/.m2/settings.xml', `<settings><servers><server><password>${key}</password></server></servers></settings>`, '<settings><password>${env.TOKEN}</password></settings>'],
  ['root/.vault-token', 'hvs.CAESIabcdefghijklmnopqrstuv', 'none'],
  ['app/config/master.key', '0123456789abcdef0123456789abcde7', 'BEGIN'],
];

describe('credential-file-in-image', () => {
  it('reports its bad example once, though a later layer deletes the file, and its good one not', async () => {
    const npmrc = { path: 'app/.npmrc', content: `//registry.npmjs.org/:_authToken=${key}` };
    const layers = { '/app': [], '.npmrc package.json ./': [npmrc], 'npm install && rm .npmrc': [whiteout('app/.npmrc')], 'package.json ./': [{ path: 'app/package.json', content: '{}' }], 'npm install': [{ path: 'app/.npmrc' }] };
    assert.deepEqual(await findingsOf('credential-file-in-image', { dockerfile: credentialFileInImage.docs.bad, layers }), ['3 error hidden app/.npmrc']);
    assert.deepEqual(await findingsOf('credential-file-in-image', { dockerfile: credentialFileInImage.docs.good, layers }), []);
  });

  for (const [path, holds, holdsNot] of files) {
    it(`looks into ${path}`, () => {
      assert.ok(what(path, holds), holds);
      assert.equal(what(path, holdsNot), undefined, holdsNot);
    });
  }

  it('names the variables of a .env, and never their values', async () => {
    const report = await scanSketch({ dockerfile: 'FROM a\nCOPY . /app\n', layers: { '. /app': [{ path: 'app/.env', content: `A_TOKEN=${key}\nB_TOKEN=${key}\nC_TOKEN=${key}\nD_TOKEN=${key}\n` }] } });
    assert.match(report.checks[0]!.message, /^Credentials in the image: \/app\/\.env holds values of A_TOKEN, B_TOKEN, C_TOKEN and 1 more\./);
    assert.ok(!JSON.stringify(report).includes(key.slice(0, 5)));
  });

  it('leaves examples and what others ship alone', () => {
    for (const path of ['app/.env.example', 'app/.env.sample', 'app/node_modules/a/.env', 'usr/share/doc/a/.npmrc', 'app/tests/.env', 'usr/lib/python3/dist-packages/a/.pypirc']) assert.equal(what(path, `API_TOKEN=${key}\npassword = ${key}\n_authToken=${key}`), undefined, path);
  });

  it('takes hostile content in its stride', function () {
    this.timeout(10_000);
    const size = 128 * 1024;
    const fill = (text: string): string => text.repeat(size / text.length);
    for (const path of files.map(([each]) => each)) {
      for (const text of ['a.', '\0', 'password ', 'https://a:', 'a:', '[', '{"a":', '-----BEGIN PRIVATE KEY-----', 'TOKEN=', 'TOKEN="', '"auths":{', 'eyJabcdefghijklmnopq-', ' \t', 'password=\n', '<password>']) secretIn(path, Buffer.from(fill(text)));
    }
  });
});
