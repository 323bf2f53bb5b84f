import { givenBeside, wholeServices } from '../../compose/containers';
import type { Tree } from '../../compose/edit';
import { addKeysFix } from '../../compose/fixes';
import { isTrue } from '../../compose/values';
import { defineRule } from '../../rule';

export const writableRootFilesystem = defineRule({
  name: 'writable-root-filesystem',
  target: 'compose',
  severity: 'info',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  sources: { semgrep: ['writable-filesystem-service'], 'compose-lint': ['CL-0007'], cis: ['5.13'] },
  fix: 'unsafe',
  docs: {
    what: 'A service can write to its root file system.',
    why: 'An intruder can replace programs of the image and leave tools behind. With a read-only root, and a tmpfs for what must be written, nothing that is written can be run again after a restart.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    read_only: true\n    tmpfs: [/tmp]\n',
    exceptions: 'Off in `recommended`: many images write to places of their own, which must first be found and given a volume or a tmpfs.',
  },
  messages: {
    writable: 'The root file system of "{service}" is writable, so an intruder can change its programs. Set read_only: true, with tmpfs or volumes for what it must write.',
  },
  check(file, report, { workspace }) {
    for (const service of wholeServices(file)) {
      const node = service.get('read_only');
      if (isTrue(node) || node?.unresolved || givenBeside(workspace, file, service, (c) => isTrue(c.get('read_only')))) continue;
      const added: Tree = service.get('tmpfs') === undefined ? { read_only: 'true', tmpfs: ['/tmp'] } : { read_only: 'true' };
      report(service.nameSpan, 'writable', { data: { service: service.name }, fixes: addKeysFix(file, service, 'Make the root file system read-only', added) });
    }
  },
});
