import { once } from '../../compose/containers';
import { stringOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const invalidContainerName = defineRule({
  name: 'invalid-container-name',
  target: 'compose',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { dclint: ['service-container-name-regex'] },
  fix: 'none',
  docs: {
    what: 'A `container_name` has characters that Docker does not allow.',
    why: 'A name begins with a letter or digit, goes on with letters, digits, `_`, `.` and `-`, and has at least two characters. The container is not created otherwise.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    container_name: my app\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    container_name: my-app\n',
  },
  messages: {
    invalid: 'Docker refuses the container name {name}. Use letters, digits, _, . and -, two characters at least, and a letter or digit in front.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const node = service.get('container_name');
      const name = stringOf(node);
      if (node && name !== undefined && !/^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(name)) reportOnce(node.span, 'invalid', { data: { name } });
    }
  },
});
