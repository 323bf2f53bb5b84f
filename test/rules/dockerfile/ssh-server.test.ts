import { sshServer } from '../../../server/src/lint/rules/dockerfile/ssh-server';
import { checkClean, checkRule } from '../../helpers/rules';

describe('ssh-server', () => {
  it('marks what is installed, started or made', () => {
    checkRule(sshServer, `
FROM debian:13 AS base
RUN apt-get update && apt-get install -y git openssh-server
                                             ^^^^^^^^^^^^^^ info ssh-server/installed
FROM base
RUN ssh-keygen -A && ssh-keygen -q -t rsa -f /etc/ssh/ssh_host_rsa_key -N ''
    ^^^^^^^^^^ warning ssh-server/hostKeys
                     ^^^^^^^^^^ warning ssh-server/hostKeys
CMD ["/usr/sbin/sshd", "-D"]
`);
    checkRule(sshServer, `
FROM x.test/sshd:1
CMD exec /usr/sbin/sshd -D
         ^^^^^^^^^^^^^^ info ssh-server/started
`);
  });

  it('leaves clients, keys of users, removed packages and other stages alone', () => {
    checkClean(sshServer, 'FROM debian:13 AS t\nRUN apt-get install -y openssh-server\nFROM debian:13\nRUN apt-get install -y openssh-client && ssh-keygen -t ed25519 -f /root/.ssh/id_ed25519\nRUN apt-get install -y openssh-server && make && apt-get purge -y openssh-server\n');
  });
});
