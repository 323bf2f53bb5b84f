import { noLiveRestore } from '../../../server/src/lint/rules/daemon/no-live-restore';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('no-live-restore', () => {
  it('reports what is missing', () => {
    checkRule(noLiveRestore, `
{ "mtu": 1 }
^ hint no-live-restore/missing
`);
  });
  it('reports the opposite', () => {
    checkRule(noLiveRestore, `
{ "live-restore": false }
                  ^^^^^ hint no-live-restore/off
`);
  });
  it('is silent where it is set, or does not fit', () => {
    for (const text of [
      '{"live-restore": true}',
      '',
      '{"hosts": ["npipe://"]}',
      '{"swarm-default-advertise-addr": "eth0"}',
    ]) checkClean(noLiveRestore, text);
  });
  it('adds it', () => {
    checkFix(noLiveRestore, `
{
  "mtu": 1
}
`, `
{
  "mtu": 1,
  "live-restore": true
}
`, 'unsafe');
  });
  it('sets it', () => {
    checkFix(noLiveRestore, `
{ "live-restore": false }
`, `
{ "live-restore": true }
`, 'unsafe');
  });
});
