import { accountPassword } from '../../../server/src/lint/rules/dockerfile/account-password';
import assert from 'node:assert/strict';
import { checkRule, findingsOf } from '../../helpers/rules';

describe('account-password', () => {
  it('marks the command or the value', () => {
    checkRule(accountPassword, `
FROM debian:13
RUN echo 'root:root' | chpasswd
                       ^^^^^^^^ warning account-password/set
RUN chpasswd < /run/secrets/passwords; passwd -d root
    ^^^^^^^^ warning account-password/set
                                       ^^^^^^ warning account-password/emptied
RUN printf 'a\\na' | passwd app && useradd -m -p '' app && usermod --password=xyz app
                    ^^^^^^ warning account-password/set
                                                ^^ warning account-password/emptied
                                                                  ^^^^^^^^^^^^^^ warning account-password/set
RUN ["sh", "-c", "echo root:root | chpasswd"]
                                   ^^^^^^^^ warning account-password/set
RUN passwd -l root && useradd -p '!' app && useradd -m app && cat /etc/passwd
`);
  });

  it('leaves files and stages for tests', () => {
    const text = 'FROM debian:13\nRUN echo a:b | chpasswd\n';
    for (const uri of ['file:///project/testing/Dockerfile', 'file:///project/.ci/Dockerfile', 'file:///project/fixtures/Dockerfile', 'file:///project/Dockerfile.test']) {
      assert.deepEqual(findingsOf(accountPassword, text, { uri }).map(({ severity }) => severity), [], uri);
    }
    assert.deepEqual(findingsOf(accountPassword, text.replace('13', '13 AS dev')).map(({ severity }) => severity), []);
    assert.deepEqual(findingsOf(accountPassword, text).map(({ severity }) => severity), ['warning']);
  });

  it('leaves an empty password of an account that is locked or has expired', () => {
    for (const command of ['usermod --expiredate 1 root', 'passwd -l root', 'chage -E 0 root']) assert.deepEqual(findingsOf(accountPassword, `FROM debian:13\nRUN passwd --delete root && ${command}\n`), [], command);
  });
});
