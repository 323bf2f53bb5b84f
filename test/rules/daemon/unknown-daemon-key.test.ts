import { unknownDaemonKey } from '../../../server/src/lint/rules/daemon/unknown-daemon-key';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unknown-daemon-key', () => {
  it('reports keys that dockerd refuses', () => {
    checkRule(unknownDaemonKey, `
{
  "log-driverr": "local",
  ^^^^^^^^^^^^^ error unknown-daemon-key/meant
  "Debug": true,
  ^^^^^^^ error unknown-daemon-key/meant
  "logOpts": {},
  ^^^^^^^^^ error unknown-daemon-key/meant
  "$schema": "x",
  ^^^^^^^^^ error unknown-daemon-key/unknown
  "swarm-raft-election-tick": 1
  ^^^^^^^^^^^^^^^^^^^^^^^^^^ error unknown-daemon-key/unknown
}
`);
  });
  it('looks into objects as dockerd does', () => {
    checkRule(unknownDaemonKey, `
{
  "proxies": { "httpproxy": "http://a" },
               ^^^^^^^^^^^ error unknown-daemon-key/below
  "whatever": { "other": 1, "debug": true },
                ^^^^^^^ error unknown-daemon-key/below
  "empty": {}
}
`);
  });
  it('knows the keys of Linux and Windows, and objects with names of their own', () => {
    for (const text of [
      '{"group": "docker", "hosts": ["npipe://"], "storage-opts": ["size=1GB"], "exec-opts": ["isolation=hyperv"]}',
      '{"log-opts": {"x": "y"}, "runtimes": {"x": {"path": "y"}}, "default-ulimits": {"nofile": {}}, "features": {"x": true}, "builder": {"gc": {"x": 1}}}',
      '{"registry-mirror": [], "graph": "/x", "host-gateway-ip": "1.1.1.1"}',
      '[]',
    ]) checkClean(unknownDaemonKey, text);
  });
  it('uses the key that was meant', () => {
    checkFix(unknownDaemonKey, `
{ "registry-miror": [], "live_restore": true }
`, `
{ "registry-mirrors": [], "live-restore": true }
`, 'unsafe');
  });
});
