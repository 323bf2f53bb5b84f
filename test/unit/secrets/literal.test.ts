import assert from 'node:assert/strict';
import { isLiteralSecret, isWord } from '../../../server/src/lint/secrets/literal';

describe('literal secrets', () => {
  it('are values that can be used as they are', () => {
    for (const text of ['hunter2', '"Tr4in!Set"', 'abc', '123456', 'a+b/c==', 'P@ss/word']) assert.equal(isLiteralSecret(text), true, text);
  });

  it('are no variables, commands, texts, switches, paths, addresses or references', () => {
    for (const text of ['', 'ab', '$TOKEN', '${TOKEN:-x}', '`cat x`', '{{ vault }}', 'two words', 'true', 'disabled', '12', '/run/secrets/x', './key', '~/x', 'C:\\keys', 'conf/server.pem', 'https://x.test', 'vault:secret/x', 'arn:aws:x', 'changeme', '<x>', '%TOKEN%', '__TOKEN__', 'tbd']) {
      assert.equal(isLiteralSecret(text), false, text);
    }
  });

  it('may be mere words', () => {
    for (const text of ['secret', 'SECRET', 'buildKey', 'not_so_secret', 'build-key', 'My-Secret-Key']) assert.equal(isWord(text), true, text);
    for (const text of ['s3cret', 'aGVsbG8gd29ybGQ', 'abc-dEf', 'key-', 'a b']) assert.equal(isWord(text), false, text);
  });
});
