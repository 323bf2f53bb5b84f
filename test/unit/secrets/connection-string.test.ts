import assert from 'node:assert/strict';
import { embeddedPassword, embeddedPasswords, isWeakPassword, looksRandom } from '../../../server/src/lint/secrets/connection-string';

const texts = (text: string): string[] => embeddedPasswords(text).map(({ start, end }) => text.slice(start, end));

describe('passwords in addresses', () => {
  it('stand between the user and the host', () => {
    assert.deepEqual(texts('postgres://u:s3cr3t@db/x amqp://:q2!x@mq'), ['s3cr3t', 'q2!x']);
    assert.deepEqual(texts('https://2372f8e264fd8279b085c69e93286cae18b05ba6:x-oauth-basic@github.com/a'), ['2372f8e264fd8279b085c69e93286cae18b05ba6']);
    assert.deepEqual(texts('https://2372f8e264fd8279b085c69e93286cae18b05ba6@github.com/a'), ['2372f8e264fd8279b085c69e93286cae18b05ba6']);
  });

  it('stand in lists of pairs', () => {
    assert.deepEqual(texts('Server=db;User Id=sa;Password=H8k!2;'), ['H8k!2']);
    assert.deepEqual(texts('Server=db;pwd="H8k!2"'), ['"H8k!2"']);
    assert.deepEqual(texts('--password=H8k!2'), []);
  });

  it('are no variables, placeholders, users or ports', () => {
    for (const text of ['https://u:$P@x', 'https://u:${P}@x', 'https://u:<pw>@x', 'https://u:changeme@x', 'https://git@github.com/a', 'http://host:8080/a@b', 'ssh://git@x:22/a', 'https://averyveryverylongname@x.test/', 'https://x.test/?a=b:c@d']) {
      assert.deepEqual(texts(text), [], text);
    }
    assert.equal(embeddedPassword('nothing'), undefined);
  });

  it('are none in addresses that are made up for a build, or come from a manual', () => {
    for (const text of ['mysql://build:build@build:3306/build', 'postgres://a:s3cr3t@dummy:5432/x', 'postgresql://user:password@localhost:5432/db', 'https://username:pass@host/x']) assert.deepEqual(texts(text), [], text);
    for (const text of ['https://ci:s3cr3t@build.corp.test/x', 'postgres://user:password@db/x', 'postgres://user:s3cr3t@localhost/x', 'postgres://user:password@localhost.corp.test/x', 'mysql://mysql:mysql@mysql/x']) assert.equal(texts(text).length, 1, text);
  });

  it('are weak where they repeat the user or are tried first', () => {
    assert.deepEqual(embeddedPasswords('mysql://app:App@db mysql://root:root1@db mysql://root:8Kd!ww2@db').map(({ weak }) => weak), [true, true, false]);
    for (const password of ['admin', 'Passw0rd', 'password123', '123456', 'test', 'guest']) assert.equal(isWeakPassword(password), true, password);
    for (const password of ['Tr4inSet9', '123456789012', 'correcthorse']) assert.equal(isWeakPassword(password), false, password);
  });

  it('look random', () => {
    for (const text of ['2372f8e264fd8279b085c69e93286cae18b05ba6', 'aZ7bY3cX9dW1eV5f']) assert.equal(looksRandom(text), true, text);
    for (const text of ['my-service-account-2024', 'averyveryverylongname', 'a1b2']) assert.equal(looksRandom(text), false, text);
  });
});
