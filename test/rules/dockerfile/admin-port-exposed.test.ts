import { adminPortExposed } from '../../../server/src/lint/rules/dockerfile/admin-port-exposed';
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
  });
});
