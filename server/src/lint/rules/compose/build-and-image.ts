import { once } from '../../compose/containers';
import { entryOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const buildAndImage = defineRule({
  name: 'build-and-image',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { dclint: ['no-build-and-image'] },
  fix: 'none',
  docs: {
    what: 'A service has both `build` and `image`, and no `pull_policy`.',
    why: 'Compose pulls the image if it can and builds it otherwise, so what runs depends on what is in the registry. `pull_policy: build` says that it is always built.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build: .\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    build: .\n    pull_policy: build\n',
    exceptions: 'Only in `all`: naming what is built is a common use of `image`.',
  },
  messages: {
    both: 'Whether "{service}" is pulled or built depends on what the registry has. Say which with pull_policy, or remove one of build and image.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      const image = entryOf(service.node, 'image');
      if (!image || !service.build || entryOf(service.node, 'pull_policy')) continue;
      reportOnce(image.keySpan, 'both', { data: { service: service.name } });
    }
  },
});
