import { entryOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const projectNameMissing = defineRule({
  name: 'project-name-missing',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['require-project-name-field'] },
  fix: 'none',
  docs: {
    what: 'The file has no top-level `name`.',
    why: 'Compose then names the project after the directory: two checkouts called `app` share containers, networks and volumes, and moving the directory makes new ones.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'name: shop\nservices:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Only in `all`. Silent for files that only complete others.',
  },
  messages: {
    missing: 'Without name the project is called after its directory, so directories of the same name share volumes and networks. Add name: at the top.',
  },
  check(file, report) {
    const services = entryOf(file.root, 'services');
    if (!services || entryOf(file.root, 'name') || !file.services.some((s) => !s.partial)) return;
    report(services.keySpan, 'missing');
  },
});
