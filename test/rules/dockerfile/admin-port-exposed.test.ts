import { adminPortExposed } from '../../../server/src/lint/rules/dockerfile/admin-port-exposed';
import { within } from '../../helpers/workspace';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('admin-port-exposed', () => {
  it('marks the port', () => {
    checkRule(adminPortExposed, `
FROM alpine:3.24
EXPOSE 80 22/tcp
          ^^^^^^ warning admin-port-exposed/exposed
EXPOSE 22/udp 8022
ARG SSH=22
EXPOSE $SSH 20-25/tcp \\
       ^^^^ warning admin-port-exposed/exposed
            ^^^^^^^^^ warning admin-port-exposed/exposed
  5900
  ^^^^ info admin-port-exposed/screen
EXPOSE 24-30 $UNKNOWN 80-22
`);
    checkRule(adminPortExposed, 'FROM alpine:3.24\nEXPOSE 22 8443\n          ^^^^ warning admin-port-exposed/exposed\n', { options: { ports: ['8443'] } });
  });

  it('leaves it out', () => {
    checkFix(adminPortExposed, `
FROM alpine:3.24
EXPOSE 80 22
EXPOSE 23
RUN true
`, `
FROM alpine:3.24
EXPOSE 80
RUN true
`, 'unsafe');
  });

  it('leaves an image that starts the server', () => {
    checkClean(adminPortExposed, 'FROM debian:13\nEXPOSE 22\nCMD ["/usr/sbin/sshd", "-D"]\n');
    checkClean(adminPortExposed, 'FROM debian:13 AS base\nEXPOSE 2375\nFROM base\nENTRYPOINT ["dockerd"]\n');
    for (const command of ['service ssh start && tail -f /dev/null', '/etc/init.d/ssh start && sleep 9']) checkClean(adminPortExposed, `FROM debian:13\nEXPOSE 22\nCMD ${command}\n`);
  });

  it('leaves an image whose start script starts the server', () => {
    const text = 'FROM debian:13\nCOPY start.sh /usr/local/bin/start.sh\nEXPOSE 22\nCMD ["/usr/local/bin/start.sh"]\n';
    for (const line of ['exec /usr/sbin/sshd -D -e', 'service ssh start', '/etc/init.d/ssh start', 'mkdir -p /run/sshd && /usr/sbin/sshd', 'dropbear -F']) checkClean(adminPortExposed, text, within({ 'start.sh': `#!/bin/sh\n${line}\n` }));
    for (const line of ['ssh -N host', 'mkdir /run/sshd', '# sshd', 'serve']) checkRule(adminPortExposed, text.replace('EXPOSE 22\n', 'EXPOSE 22\n       ^^ warning admin-port-exposed/exposed\n'), within({ 'start.sh': `#!/bin/sh\n${line}\n` }));
    // The script is that of another stage.
    checkRule(adminPortExposed, `FROM alpine:3.24 AS other\nEXPOSE 22\n       ^^ warning admin-port-exposed/exposed\n${text}`, within({ 'start.sh': '#!/bin/sh\nsshd\n' }));
  });

  it('takes 2376 for the port of Docker only where that is in the image', () => {
    checkRule(adminPortExposed, `
FROM alpine:3.24
EXPOSE 2376
FROM docker:29-dind
EXPOSE 2376
       ^^^^ warning admin-port-exposed/exposed
FROM debian:13
RUN apt-get update && apt-get install -y docker.io
EXPOSE 2376
       ^^^^ warning admin-port-exposed/exposed
`);
  });
});
