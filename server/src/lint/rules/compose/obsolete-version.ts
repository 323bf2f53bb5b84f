import { removeKey } from '../../compose/edit';
import { fixOf } from '../../compose/fixes';
import { entryOf } from '../../compose/values';
import { defineRule } from '../../rule';

export const obsoleteVersion = defineRule({
  name: 'obsolete-version',
  target: 'compose',
  severity: 'hint',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: { dclint: ['no-version-field'] },
  fix: 'safe',
  docs: {
    what: 'The file has a top-level `version`.',
    why: 'Compose has ignored it since 2020 and prints a warning at every command; it suggests that some keys would not work.',
    bad: 'version: "3.8"\nservices:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    good: 'services:\n  web:\n    image: nginx:1.30\n    mem_limit: 256m\n    cpus: 1\n    pids_limit: 100\n',
    exceptions: 'Files for `docker stack deploy` of old Docker releases still need it.',
  },
  messages: {
    obsolete: 'version is obsolete: Compose ignores it and warns at every command. Remove the line.',
  },
  check(file, report) {
    const entry = entryOf(file.root, 'version');
    if (!entry || !entryOf(file.root, 'services')) return;
    report(entry.keySpan, 'obsolete', { tags: ['unnecessary'], fixes: fixOf(file, 'Remove version', removeKey(file, file.root!, 'version'), 'safe') });
  },
});
