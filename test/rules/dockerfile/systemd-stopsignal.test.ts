import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { systemdStopsignal } from '../../../server/src/lint/rules/dockerfile/systemd-stopsignal';

describe('systemd-stopsignal', () => {
  it('another signal, or none', () => {
    checkRule(systemdStopsignal, `
FROM fedora:44
ENTRYPOINT ["/sbin/init"]
^^^^^^^^^^ warning systemd-stopsignal/missing
FROM debian:13
STOPSIGNAL SIGTERM
           ^^^^^^^ warning systemd-stopsignal/wrong
CMD ["/lib/systemd/systemd"]
FROM example.org/base:1
RUN systemctl mask getty.target
CMD ["/sbin/init"]
^^^ warning systemd-stopsignal/missing
`);
  });

  it('the right one, and init systems of other kinds', () => {
    checkClean(systemdStopsignal, `
FROM fedora:44
STOPSIGNAL SIGRTMIN+3
CMD ["/usr/sbin/init"]
FROM alpine:3.24
CMD ["/sbin/init"]
FROM fedora:44
CMD /sbin/init
FROM ubuntu:14.04
CMD ["/sbin/init"]
FROM scratch
ADD openwrt.tar.gz /
CMD ["/sbin/init"]
FROM example.org/base:1
CMD ["/sbin/init"]
`);
  });

  it('has an unsafe fix', () => {
    checkFix(systemdStopsignal, `
FROM fedora:44
ENTRYPOINT ["/sbin/init"]
`, `
FROM fedora:44
STOPSIGNAL SIGRTMIN+3
ENTRYPOINT ["/sbin/init"]
`, 'unsafe');
  });
});
