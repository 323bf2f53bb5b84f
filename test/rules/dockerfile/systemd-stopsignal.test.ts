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
