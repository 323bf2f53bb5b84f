import { sshServer } from '../../../server/src/lint/rules/dockerfile/ssh-server';
import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

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
CMD /usr/sbin/sshd && serve
`);
    checkRule(sshServer, `
FROM x.test/sshd:1
CMD /usr/sbin/sshd && exec serve
    ^^^^^^^^^^^^^^ info ssh-server/started
`);
  });

  it('is silent where nothing uses the server that is installed', () => {
    checkClean(sshServer, 'FROM debian:13\nRUN apt-get install -y openssh-server\nCMD ["make", "test"]\n');
    for (const use of ['EXPOSE 22', 'RUN mkdir /run/sshd', 'COPY sshd_config /etc/ssh/', 'CMD service ssh start && bash', 'COPY <<EOF /start.sh\nexec /usr/sbin/sshd -D\nEOF']) {
      checkRule(sshServer, `FROM debian:13\nRUN apt-get install -y openssh-server\n                       ^^^^^^^^^^^^^^ info ssh-server/installed\n${use}\n`);
    }
  });

  it('knows servers that are started by a script in a directory that is copied', () => {
    const text = (at: string): string => `FROM debian:13\nRUN apt-get install -y openssh-server\n                       ^^^^^^^^^^^^^^ ${at}\nCOPY rootfs/ /\nCMD ["/start"]\n`;
    checkRule(sshServer, text('info ssh-server/installed'), { workspace: workspaceOf({ 'rootfs/etc/start': '/usr/sbin/sshd\n', 'README.md': '' }) });
    checkClean(sshServer, text('x').replace(/\n {5,}.*/, ''), { workspace: workspaceOf({ 'rootfs/etc/start': 'serve\n', 'README.md': '' }) });
  });

  it('leaves containers to develop in and nodes of clusters alone', () => {
    const install = 'FROM debian:13\nRUN apt-get install -y openssh-server\nRUN mkdir /run/sshd\n';
    checkClean(sshServer, install, { uri: 'file:///project/.devcontainer/Dockerfile' });
    checkClean(sshServer, `${install}RUN apt-get install -y libopenmpi-dev openmpi-bin\n`);
  });

  it('leaves images alone that are SSH servers and nothing else', () => {
    for (const start of ['CMD ["/usr/sbin/sshd", "-D"]', 'CMD exec /usr/sbin/sshd -D -e', 'CMD mkdir -p /run/sshd && /usr/sbin/sshd -D', 'ENTRYPOINT ["tini", "--", "/usr/sbin/sshd", "-D"]']) {
      checkClean(sshServer, `FROM debian:13\nRUN apt-get install -y openssh-server\nEXPOSE 22\n${start}\n`);
    }
    checkClean(sshServer, 'FROM x.test/sshd:1\nCMD exec /usr/sbin/sshd -D\n');
    checkRule(sshServer, 'FROM debian:13\nRUN apt-get install -y openssh-server && ssh-keygen -A\n                                         ^^^^^^^^^^ warning ssh-server/hostKeys\nCMD ["/usr/sbin/sshd", "-D"]\n');
  });

  it('leaves an image alone that is made for SSH with care', () => {
    const install = 'FROM debian:13\nRUN apt-get install -y openssh-server && sed -i "s/.*PasswordAuthentication.*/PasswordAuthentication no/g" /etc/ssh/sshd_config';
    checkClean(sshServer, `${install} && rm -f /etc/ssh/ssh_host_*\n`);
    checkRule(sshServer, `${install}\n                       ^^^^^^^^^^^^^^ info ssh-server/installed\n`);
  });

  it('leaves clients, keys of users, removed packages and other stages alone', () => {
    checkClean(sshServer, 'FROM debian:13 AS t\nRUN apt-get install -y openssh-server\nFROM debian:13\nRUN apt-get install -y openssh-client && ssh-keygen -t ed25519 -f /root/.ssh/id_ed25519\nRUN apt-get install -y openssh-server && make && apt-get purge -y openssh-server\n');
  });
});
