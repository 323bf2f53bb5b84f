import { removedDaemonKey } from '../../../server/src/lint/rules/daemon/removed-daemon-key';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('removed-daemon-key', () => {
  it('reports keys with the release that dropped them', () => {
    checkRule(removedDaemonKey, `
{
  "graph": "/srv",
  ^^^^^^^ error removed-daemon-key/replaced
  "cluster-store": "etcd://a",
  ^^^^^^^^^^^^^^^ error removed-daemon-key/removed
  "oom-score-adjust": -500
  ^^^^^^^^^^^^^^^^^^ error removed-daemon-key/removed
}
`);
  });
  it('knows what is there still', () => {
    for (const text of [
      '{"data-root": "/srv"}',
      '{"live-restore": true}',
    ]) checkClean(removedDaemonKey, text);
  });
  it('uses the new name, or takes the key out', () => {
    checkFix(removedDaemonKey, `
{
  "graph": "/srv",
  "disable-legacy-registry": true
}
`, `
{
  "data-root": "/srv"
}
`, 'unsafe');
  });
  it('takes the old name out where the new one is there', () => {
    checkFix(removedDaemonKey, `
{ "graph": "/a", "data-root": "/b" }
`, `
{ "data-root": "/b" }
`, 'unsafe');
  });
});
