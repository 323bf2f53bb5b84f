import { once } from '../../compose/containers';
import { fixOf } from '../../compose/fixes';
import { listOf, partSpan, rawString } from '../../compose/values';
import { defineRule } from '../../rule';

export const executableTmpfs = defineRule({
  name: 'executable-tmpfs',
  target: 'compose',
  severity: 'info',
  category: 'isolation',
  preset: 'strict',
  since: '0.1.0',
  sources: { 'compose-lint': ['CL-0022'] },
  fix: 'unsafe',
  docs: {
    what: 'A tmpfs is mounted with `exec`, `suid` or `dev`.',
    why: 'Docker mounts a tmpfs so that nothing on it can be run. These options allow an intruder to run what was just downloaded to it, the one place that a read-only container can be written at.',
    bad: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    tmpfs:\n      - /tmp:exec,size=64m\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n    tmpfs:\n      - /tmp:size=64m\n',
    exceptions: 'Some programs unpack libraries into /tmp and load them from there; point them to a directory of their own.',
  },
  messages: {
    option: '{option} lets programs run from the tmpfs {target} of "{service}", the place an intruder can write to. Remove it.',
  },
  check(file, report) {
    const reportOnce = once(report);
    for (const service of file.services) {
      for (const node of listOf(service.get('tmpfs'))) {
        const text = rawString(node) ?? '';
        const colon = text.indexOf(':');
        if (colon < 0) continue;
        const kept = text.slice(colon + 1).split(',').filter((o) => !loose.test(o));
        const option = text.slice(colon + 1).split(',').find((o) => loose.test(o));
        if (option === undefined) continue;
        const start = text.indexOf(option, colon);
        const whole = partSpan(node, colon, text.length);
        const edit = node.inherited || file.source.slice(whole) !== text.slice(colon) ? undefined : [{ span: whole, newText: kept.length > 0 ? `:${kept.join(',')}` : '' }];
        const data = { service: service.name, option, target: text.slice(0, colon) };
        reportOnce(partSpan(node, start, start + option.length), 'option', { data, fixes: fixOf(file, 'Remove the option', edit) });
      }
    }
  },
});

const loose = /^(?:exec|suid|dev)$/;
