import { once } from '../../compose/containers';
import { entryOf, listOf, rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const secretEnvFile = defineRule({
  name: 'secret-env-file',
  target: 'compose',
  severity: 'hint',
  category: 'secrets',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A service takes its environment from a file whose name says that it holds secrets.',
    why: 'Every process of the container, and everybody who can run `docker inspect`, sees the whole environment. Compose secrets are files that only their reader opens.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    env_file: [secrets.env]\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    secrets: [db]\nsecrets:\n  db:\n    file: ./db.secret\n',
    exceptions: 'Only in `all`: a file outside version control is much better than values in the Compose file.',
  },
  messages: {
    secrets: 'All that is in {file} shows up in docker inspect and in every process of "{service}". Use Compose secrets for what is secret.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const item of listOf(service.get('env_file'))) {
        const node = item.entries ? entryOf(item, 'path')?.value : item;
        const name = rawString(node)?.replace(/^.*[\\/]/, '') ?? '';
        if (node && /secret|credential|passw|token|private/i.test(name)) reportOnce(node.span, 'secrets', { data: { file: name, service: service.name } });
      }
    }
  },
});
