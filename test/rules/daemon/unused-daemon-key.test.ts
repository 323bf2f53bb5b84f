import { unusedDaemonKey } from '../../../server/src/lint/rules/daemon/unused-daemon-key';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unused-daemon-key', () => {
  it('reports names of flags', () => {
    checkRule(unusedDaemonKey, `
{
  "insecure-registry": ["a"],
  ^^^^^^^^^^^^^^^^^^^ warning unused-daemon-key/flag
  "dns-opt": "x",
  ^^^^^^^^^ warning unused-daemon-key/flag
  "restart": true,
  ^^^^^^^^^ warning unused-daemon-key/nothing
  "http-proxy": "http://a"
  ^^^^^^^^^^^^ warning unused-daemon-key/proxy
}
`);
  });
  it('reports keys that are too deep', () => {
    checkRule(unusedDaemonKey, `
{
  "proxies": { "http-proxy": "http://a", "debug": true },
                                         ^^^^^^^ warning unused-daemon-key/deeper
  "daemon": { "icc": false }
              ^^^^^ warning unused-daemon-key/deeper
}
`);
  });
  it('leaves objects to the rule on unknown keys', () => {
    for (const text of [
      '{"log-opt": {"max-size": "1m"}}',
      '{"registry-mirrors": []}',
      '{"builder": {"debug": 1}, "features": {"icc": true}}',
    ]) checkClean(unusedDaemonKey, text);
  });
  it('uses the key that is read', () => {
    checkFix(unusedDaemonKey, `
{
  "registry-mirror": ["https://a"],
  "label": "a=b"
}
`, `
{
  "registry-mirrors": ["https://a"],
  "labels": ["a=b"]
}
`, 'unsafe');
  });
  it('puts a proxy where it is read', () => {
    checkFix(unusedDaemonKey, `
{
  "https-proxy": "http://a"
}
`, `
{
  "proxies": { "https-proxy": "http://a" }
}
`, 'unsafe');
  });
});
