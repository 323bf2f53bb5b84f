import { addMember, setKey } from '../../daemon/edits';
import { logDriverOf, logOption } from '../../daemon/logs';
import { fieldOf, memberOf, textOf } from '../../daemon/values';
import type { RuleFix } from '../../rule';
import { defineRule } from '../../rule';

export const unrotatedDaemonLog = defineRule({
  name: 'unrotated-daemon-log',
  target: 'daemon',
  severity: 'warning',
  category: 'limits',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The file says how containers log, through `json-file`, and sets no limit on the size.',
    why: 'Docker then keeps the whole output of every container for ever; the disk fills, and everything on the host stops. `max-file` alone does nothing: files are only begun anew at `max-size`.',
    bad: '{\n  "log-driver": "json-file",\n  "log-opts": { "max-file": "3" }\n}\n',
    good: '{\n  "log-driver": "json-file",\n  "log-opts": { "max-file": "3", "max-size": "10m" }\n}\n',
    exceptions: 'Containers that exist already keep what they were made with. A file that says nothing of logs is reported by `default-log-unrotated`.',
  },
  messages: {
    size: 'json-file keeps all output for ever, until the disk is full. Set "max-size" in log-opts, or use the driver local, which rotates by itself.',
    count: 'max-file has no effect without max-size: one file grows until the disk is full. Set "max-size" as well.',
  },
  check(file, report) {
    if (logDriverOf(file) !== 'json-file' || logOption(file, 'max-size') !== undefined) return;
    const options = memberOf(file, 'log-opts');
    const driver = textOf(file, 'log-driver');
    const count = fieldOf(options?.value, 'max-file');
    if (fieldOf(options?.value, 'max-size') || (!driver && !options)) return;
    const add = options?.value.kind === 'object' ? addMember(file, options.value, 'max-size', '10m') : undefined;
    const fixes: RuleFix[] = add ? [{ title: 'Add "max-size": "10m"', applicability: 'unsafe', edits: [add] }] : options ? [] : setKey(file, 'log-opts', { 'max-size': '10m', 'max-file': '3' });
    if (count) report(count.nameSpan, 'count', { fixes });
    else report(driver?.span ?? options!.nameSpan, 'size', { fixes });
  },
});
