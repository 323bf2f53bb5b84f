import { wrongDaemonValueType } from '../../../server/src/lint/rules/daemon/wrong-daemon-value-type';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('wrong-daemon-value-type', () => {
  it('reports values that Go cannot read', () => {
    checkRule(wrongDaemonValueType, `
{
  "debug": "true",
           ^^^^^^ error wrong-daemon-value-type/type
  "mtu": 1.0,
         ^^^ error wrong-daemon-value-type/type
  "dns": "1.1.1.1",
         ^^^^^^^^^ error wrong-daemon-value-type/type
  "dns-search": [ 1 ],
                  ^ error wrong-daemon-value-type/type
  "log-opts": { "max-file": 3, "compress": true },
                            ^ error wrong-daemon-value-type/type
                                           ^^^^ error wrong-daemon-value-type/type
  "hosts": {},
           ^^ error wrong-daemon-value-type/type
  "default-shm-size": 64
                      ^^ error wrong-daemon-value-type/type
}
`);
  });
  it('looks into objects', () => {
    checkRule(wrongDaemonValueType, `
{
  "default-ulimits": { "nofile": { "Hard": "64" }, "nproc": "1:2" },
                                           ^^^^ error wrong-daemon-value-type/type
                                                            ^^^^^ error wrong-daemon-value-type/type
  "default-address-pools": [{ "base": "10.0.0.0", "size": 24 }],
                                      ^^^^^^^^^^ error wrong-daemon-value-type/type
  "builder": { "GC": { "Enabled": "yes" } },
                                  ^^^^^ error wrong-daemon-value-type/type
  "nri-opts": { "enabled": true },
                ^^^^^^^^^ error wrong-daemon-value-type/field
  "ip": "all",
        ^^^^^ error wrong-daemon-value-type/type
  "dns": [ "a.b" ]
           ^^^^^ error wrong-daemon-value-type/type
}
`);
  });
  it('accepts what Go reads', () => {
    for (const text of [
      '{"debug": null, "mtu": 1500, "dns": ["::1"], "ip": "", "default-shm-size": "64 MiB", "log-opts": {"a": "1"}, "unknown": 1}',
      '{"runtimes": {"a": {"Path": "/x", "other": 1, "options": {"x": 1}}}, "builder": {"gc": {"policy": [{"filter": ["a=b"], "all": true}]}}}',
    ]) checkClean(wrongDaemonValueType, text);
  });
  it('writes what is meant', () => {
    checkFix(wrongDaemonValueType, `
{
  "debug": "true",
  "mtu": "1500",
  "hosts": "fd://",
  "log-opts": { "max-file": 3 },
  "nri-opts": { "enable": "false" }
}
`, `
{
  "debug": true,
  "mtu": 1500,
  "hosts": ["fd://"],
  "log-opts": { "max-file": "3" },
  "nri-opts": { "enable": false }
}
`, 'safe');
  });
});
