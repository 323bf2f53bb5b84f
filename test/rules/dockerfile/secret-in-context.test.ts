import assert from 'node:assert/strict';
import { secretInContext } from '../../../server/src/lint/rules/dockerfile/secret-in-context';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import type { TestFile } from '../../helpers/workspace';

const whole = 'FROM a\nCOPY . /app\n';
const secret = 'DB_PASSWORD=vTq8rLw2\n';
const found = (files: Readonly<Record<string, TestFile>>, text = whole) => findingsOf(secretInContext, text, { workspace: workspaceOf({ 'index.js': '', ...files }) });
const privateKey = `-----BEGIN ${'PRIVATE'} KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END ${'PRIVATE'} KEY-----\n`;

describe('secret-in-context', () => {
  it('reports directories that bring credentials along', () => {
    checkRule(
      secretInContext,
      `
FROM node:24
COPY . /app
     ^ warning secret-in-context/image
COPY ./config /etc/app/
     ^^^^^^^^ warning secret-in-context/image
ADD con* src /etc/app/
    ^^^^ warning secret-in-context/image
COPY src index.js /app/
`, { workspace: workspaceOf({ 'config/.env': secret, 'src/a.js': '', 'index.js': '' }) },
    );
  });

  it('notes it in a stage that the image does not start from, and nowhere in a stage that is not built', () => {
    checkRule(secretInContext, 'FROM a AS build\nCOPY . /app\n     ^ info secret-in-context/stage\nFROM a\nCOPY --from=build /app/x /x\n', { workspace: workspaceOf({ '.env': secret, 'index.js': '' }) });
    checkRule(secretInContext, 'FROM a AS base\nCOPY . /app\n     ^ warning secret-in-context/image\nFROM base\nUSER 1\n', { workspace: workspaceOf({ '.env': secret, 'index.js': '' }) });
  });

  it('reads files whose names do not say enough', () => {
    const yes: Record<string, string> = {
      '.env': secret, 'prod.env': 'export API_KEY="k3y-9fLq2xZr"\n', '.npmrc': '//registry.npmjs.org/:_authToken=abcdefgh12345678\n', 'server.key': privateKey, 'certs/tls.pem': privateKey,
      'terraform.tfstate': '{}', 'id_rsa': privateKey, '.git-credentials': 'https://u:p@example.com\n',
      'vpn/office.ovpn': `client\n<key>\n${privateKey}</key>\n`,
    };
    for (const [path, text] of Object.entries(yes)) assert.equal(found({ [path]: text }).length, 1, path);
    const no: Record<string, string> = {
      '.env': 'DEBUG=1\nDB_PASSWORD=\nPASSWORD_FILE=/run/secrets/db\nAPI_KEY=${API_KEY}\nSECRET_KEY=changeme\nADMIN_PASSWORD=insecure\n', '.npmrc': 'registry=https://registry.npmjs.org/\n//r/:_authToken=${NPM_TOKEN}\n', 'ca.pem': '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n',
      'vpn/provider.ovpn': 'client\nauth-user-pass /config/credentials.txt\n<ca>\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n</ca>\n',
      'tests/.env': secret, 'examples/server.key': privateKey, '.env.example': secret, 'terraform.tfstate': '', 'readme.md': secret,
    };
    for (const [path, text] of Object.entries(no)) assert.equal(found({ [path]: text }).length, 0, path);
  });

  it('is silent for what the ignore file keeps from the builder, and not for what an exception brings back', () => {
    assert.equal(found({ '.env': secret, '.dockerignore': '.env\n' }).length, 0);
    assert.equal(found({ 'config/.env': secret, '.dockerignore': '**/.env*\n' }).length, 0);
    assert.equal(found({ 'config/.env': secret, '.dockerignore': '.env\n' }).length, 1, 'the pattern is for the top alone');
    assert.equal(found({ '.env': secret, '.dockerignore': '*\n!.env\n' }).length, 1);
  });

  it('is silent for files that are named, for other sources, and where the context is not known', () => {
    assert.equal(found({ '.env': secret }, 'FROM a\nCOPY .env /app/\nCOPY --from=b . /\nRUN --mount=type=bind,target=/src true\nCOPY --exclude=.env . /app\n').length, 0);
    checkClean(secretInContext, whole);
    checkClean(secretInContext, whole, { workspace: workspaceOf({ '.env': secret, 'sub/a': '' }, { unknown: ['file:///project/sub/'] }) });
    checkClean(secretInContext, whole, { workspace: workspaceOf({ current: { kind: 'link' }, 'index.js': '' }) });
  });

  it('does not look into the packages of others', () => assert.equal(found({ 'node_modules/a/.env': secret, '.git/.env': secret }).length, 0));

  it('offers no way to keep keys out that are named by their directory', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----\n';
    const of = (text: string): number[] => findingsOf(secretInContext, text, { workspace: workspaceOf({ 'certs/a.pem': key, 'index.js': '' }) }).map(({ fixes }) => fixes.length);
    assert.deepEqual(of('FROM a\nCOPY certs /certs\n'), [0]);
    assert.deepEqual(of('FROM a\nCOPY . /app\n'), [1]);
  });

  it('offers to keep nothing from the builder that an instruction names', () => {
    const fixes = (text: string, files: Readonly<Record<string, TestFile>>) => found(files, text).map(({ fixes }) => fixes.map(({ title }) => title));
    for (const source of ['.env* index.js', '.en?', '*.env']) assert.deepEqual(fixes(`FROM a\nCOPY ${source} /app/\n`, { '.env': secret }), [[]], source);
    assert.deepEqual(fixes('FROM a\nCOPY . /app\nCOPY .env /app/.env.local\n', { '.env': secret }), [[]]);
    assert.deepEqual(fixes('FROM a\nCOPY . /app\nCOPY .env .\n', { '.env': secret, 'b/.env': secret }), [['Write a .dockerignore with b/.env']]);
    for (const source of ['*', '.*']) assert.deepEqual(fixes(`FROM a\nCOPY ${source} /app/\n`, { '.env': secret }), [['Write a .dockerignore with .env']], source);
  });

  it('lists the files, and adds them to the ignore file or writes one', () => {
    const files = { '.env': secret, 'a/.env': secret, 'b/.env': secret, 'c/.env': secret };
    const [finding] = found(files);
    assert.match(finding!.message, /takes \.env, a\/\.env, b\/\.env and 1 more along/);
    assert.deepEqual(finding!.fixes.map(({ applicability, creates }) => [applicability, creates]), [['unsafe', [{ create: 'file:///project/.dockerignore', content: '.env\na/.env\nb/.env\nc/.env\n' }]]]);
    const [other] = found({ '.env': secret, '.dockerignore': 'dist' });
    assert.deepEqual(other!.fixes[0]!.edits.map(({ uri, newText }) => [uri, newText]), [['file:///project/.dockerignore', '\n.env\n']]);
  });
});
