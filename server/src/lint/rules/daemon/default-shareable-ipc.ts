import { setKey } from '../../daemon/edits';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const defaultShareableIpc = defineRule({
  name: 'default-shareable-ipc',
  target: 'daemon',
  severity: 'info',
  category: 'isolation',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The shared memory of every container may be joined by others (`default-ipc-mode: shareable`).',
    why: 'Another container that is started with `--ipc=container:NAME` reads and writes it. Since Docker 20.10 it is private by default.',
    bad: '{\n  "default-ipc-mode": "shareable"\n}\n',
    good: '{\n  "default-ipc-mode": "private"\n}\n',
    exceptions: 'A single container may say `--ipc=shareable`.',
  },
  messages: {
    shareable: 'Other containers may join the shared memory of any container. Take it out, and use --ipc=shareable for those that share.',
  },
  check(file, report) {
    const mode = textOf(file, 'default-ipc-mode');
    if (mode?.value === 'shareable') report(mode.span, 'shareable', { fixes: setKey(file, 'default-ipc-mode', 'private') });
  },
});
