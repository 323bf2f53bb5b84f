import { setKey } from '../../daemon/edits';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const vfsStorageDriver = defineRule({
  name: 'vfs-storage-driver',
  target: 'daemon',
  severity: 'info',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The storage driver is `vfs`, which copies every layer whole.',
    why: 'It is made for tests and for file systems that nothing else works on: a container takes as much space as its image, and starts as slowly as that is copied.',
    bad: '{\n  "storage-driver": "vfs"\n}\n',
    good: '{\n  "storage-driver": "overlay2"\n}\n',
    exceptions: 'Docker in Docker on an overlay file system may have nothing else.',
  },
  messages: {
    vfs: 'vfs copies the whole image for every layer and container. Use overlay2, or leave the choice to dockerd.',
  },
  check(file, report) {
    const driver = textOf(file, 'storage-driver');
    if (driver?.value === 'vfs') report(driver.span, 'vfs', { fixes: setKey(file, 'storage-driver', 'overlay2') });
  },
});
