import { vfsStorageDriver } from '../../../server/src/lint/rules/daemon/vfs-storage-driver';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('vfs-storage-driver', () => {
  it('reports it', () => {
    checkRule(vfsStorageDriver, `
{ "storage-driver": "vfs" }
                    ^^^^^ info vfs-storage-driver/vfs
`);
  });
  it('is silent about others', () => {
    for (const text of [
      '{"storage-driver": "overlay2"}',
    ]) checkClean(vfsStorageDriver, text);
  });
  it('uses overlay2', () => {
    checkFix(vfsStorageDriver, `
{ "storage-driver": "vfs" }
`, `
{ "storage-driver": "overlay2" }
`, 'unsafe');
  });
});
