import { setKey } from '../../daemon/edits';
import { goneStorageDrivers } from '../../daemon/storage';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const removedStorageDriver = defineRule({
  name: 'removed-storage-driver',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { cis: ['2.6'] },
  fix: 'unsafe',
  docs: {
    what: 'The storage driver is one that Docker has dropped.',
    why: 'dockerd refuses it, or from Docker 29 on takes it for a snapshotter of containerd; what it stored is only read by an older release. aufs and devicemapper were given up for their bugs and for want of maintenance.',
    bad: '{\n  "storage-driver": "devicemapper"\n}\n',
    good: '{\n  "storage-driver": "overlay2"\n}\n',
    exceptions: 'Images are pulled again after the change; export volumes and containers that matter first, with the old release.',
  },
  messages: {
    gone: 'The storage driver {driver} is gone since Docker {release}: dockerd stops, or sees none of the images and containers that it kept. Use {instead}, and bring over what matters with the old release.',
  },
  check(file, report) {
    const driver = textOf(file, 'storage-driver');
    if (!driver || !Object.hasOwn(goneStorageDrivers, driver.value)) return;
    const { removed, instead } = goneStorageDrivers[driver.value]!;
    report(driver.span, 'gone', { data: { driver: driver.value, release: removed, instead }, tags: ['deprecated'], fixes: setKey(file, 'storage-driver', instead) });
  },
});
