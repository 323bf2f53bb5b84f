import { removedStorageDriver } from '../../../server/src/lint/rules/daemon/removed-storage-driver';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('removed-storage-driver', () => {
  it('reports them', () => {
    checkRule(removedStorageDriver, `
{ "storage-driver": "aufs" }
                    ^^^^^^ error removed-storage-driver/gone
`);
  });
  it('is silent about others', () => {
    for (const text of [
      '{"storage-driver": "overlay2"}',
      '{"storage-driver": "constructor"}',
      '{"storage-driver": "zfs"}',
    ]) checkClean(removedStorageDriver, text);
  });
  it('uses overlay2', () => {
    checkFix(removedStorageDriver, `
{ "storage-driver": "devicemapper" }
`, `
{ "storage-driver": "overlay2" }
`, 'unsafe');
  });
});
