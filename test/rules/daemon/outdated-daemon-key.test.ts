import { outdatedDaemonKey } from '../../../server/src/lint/rules/daemon/outdated-daemon-key';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('outdated-daemon-key', () => {
  it('reports keys that are on their way out', () => {
    checkRule(outdatedDaemonKey, `
{
  "host-gateway-ip": "1.1.1.1",
  ^^^^^^^^^^^^^^^^^ info outdated-daemon-key/renamed
  "allow-nondistributable-artifacts": ["a"],
  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info outdated-daemon-key/idle
  "deprecated-key-path": "/x"
  ^^^^^^^^^^^^^^^^^^^^^ info outdated-daemon-key/idle
}
`);
  });
  it('is silent about others', () => {
    for (const text of [
      '{"host-gateway-ips": ["1.1.1.1"]}',
    ]) checkClean(outdatedDaemonKey, text);
  });
  it('makes a list of the address, and takes out what is idle', () => {
    checkFix(outdatedDaemonKey, `
{
  "host-gateway-ip": "1.1.1.1",
  "deprecated-key-path": "/x"
}
`, `
{
  "host-gateway-ips": ["1.1.1.1"]
}
`, 'unsafe');
  });
});
