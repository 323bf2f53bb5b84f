import { setKey } from '../../daemon/edits';
import { placeOfMissing } from '../../daemon/missing';
import { defineRule } from '../../rule';

export const defaultLogUnrotated = defineRule({
  name: 'default-log-unrotated',
  target: 'daemon',
  severity: 'info',
  category: 'limits',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The file says nothing of how containers log, so that `json-file` keeps everything.',
    why: 'A chatty container fills the disk of the host, and then everything on it stops. The driver local rotates by itself and compresses.',
    bad: '{\n  "icc": false\n}\n',
    good: '{\n  "icc": false,\n  "log-driver": "local"\n}\n',
    exceptions: 'Containers that exist already keep what they were made with.',
  },
  messages: {
    missing: 'Docker keeps all output of every container for ever, until the disk is full. Set "log-driver" to "local", which rotates, or max-size in log-opts.',
  },
  check(file, report) {
    const at = placeOfMissing(file, 'log-driver');
    if (at && placeOfMissing(file, 'log-opts')) report(at, 'missing', { fixes: setKey(file, 'log-driver', 'local') });
  },
});
