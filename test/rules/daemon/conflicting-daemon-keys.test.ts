import { conflictingDaemonKeys } from '../../../server/src/lint/rules/daemon/conflicting-daemon-keys';
import { checkClean, checkRule } from '../../helpers/rules';

describe('conflicting-daemon-keys', () => {
  it('reports the later of two', () => {
    checkRule(conflictingDaemonKeys, `
{
  "iptables": false,
  "icc": false,
  ^^^^^ error conflicting-daemon-keys/conflict
  "bridge": "br0",
  "bip": "10.0.0.1/24",
  ^^^^^ error conflicting-daemon-keys/conflict
  "userns-remap": "default",
  "features": { "containerd-snapshotter": true }
  ^^^^^^^^^^ error conflicting-daemon-keys/conflict
}
`);
  });
  it('reports live-restore in swarms', () => {
    checkRule(conflictingDaemonKeys, `
{ "live-restore": true, "node-generic-resources": ["GPU=1"] }
  ^^^^^^^^^^^^^^ warning conflicting-daemon-keys/swarm
`);
  });
  it('knows what goes together', () => {
    for (const text of [
      '{"icc": false, "iptables": true}',
      '{"icc": true, "iptables": false}',
      '{"icc": false, "ip6tables": false}',
      '{"bridge": "", "bip": "10.0.0.1/24"}',
      '{"userns-remap": "default", "features": {"buildkit": true}}',
      '{"live-restore": false, "node-generic-resources": ["a"]}',
      '{"live-restore": true, "swarm-default-advertise-addr": ""}',
    ]) checkClean(conflictingDaemonKeys, text);
  });
});
