import { accountPassword } from '../../../server/src/lint/rules/dockerfile/account-password';
import { checkRule } from '../../helpers/rules';

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
});
