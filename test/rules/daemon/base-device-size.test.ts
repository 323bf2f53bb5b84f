import { baseDeviceSize } from '../../../server/src/lint/rules/daemon/base-device-size';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('base-device-size', () => {
  it('reports options of devicemapper', () => {
    checkRule(baseDeviceSize, `
{ "storage-opts": [ "dm.basesize=50G", "overlay2.size=1G" ] }
                    ^^^^^^^^^^^^^^^^^ info base-device-size/option
`);
  });
  it('is silent about others', () => {
    for (const text of [
      '{"storage-opts": ["zfs.fsname=x"]}',
      '{"storage-opts": "dm.basesize=1G"}',
    ]) checkClean(baseDeviceSize, text);
  });
  it('takes them out', () => {
    checkFix(baseDeviceSize, `
{ "storage-opts": ["dm.fs=xfs", "size=1G", "dm.basesize=50G"] }
`, `
{ "storage-opts": ["size=1G"] }
`, 'unsafe');
  });
});
