import { removeKey, setKey } from '../../daemon/edits';
import { memberOf, textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const daemonDebugLog = defineRule({
  name: 'daemon-debug-log',
  target: 'daemon',
  severity: 'info',
  category: 'secrets',
  preset: 'strict',
  since: '0.1.0',
  sources: { cis: ['2.3'] },
  fix: 'unsafe',
  docs: {
    what: 'dockerd logs what is for debugging, or less than is needed to see an attack afterwards.',
    why: 'Debug logs name environment variables and addresses, and with `debug` the API also serves profiles of the running process. Below info the log does not tell who did what.',
    bad: '{\n  "debug": true\n}\n',
    good: '{\n  "log-level": "info"\n}\n',
    exceptions: 'Fine while looking for an error, and on the machines of developers.',
  },
  messages: {
    debug: 'With debug the log holds details of every request, and the API serves profiles of the process. Take it out when the error is found.',
    level: 'The level {level} writes details of every request into the log. Use info.',
    quiet: 'The level {level} leaves out what tells who did what. Use info.',
  },
  check(file, report) {
    const debug = memberOf(file, 'debug');
    if (debug?.value.kind === 'boolean' && debug.value.value) report(debug.value.span, 'debug', { fixes: removeKey(file, debug) });
    const level = textOf(file, 'log-level');
    const word = level?.value.toLowerCase() ?? '';
    if (!level) return;
    if (/^(?:debug|trace)$/.test(word)) report(level.span, 'level', { data: { level: word }, fixes: setKey(file, 'log-level', 'info') });
    if (/^(?:error|fatal|panic)$/.test(word)) report(level.span, 'quiet', { data: { level: word }, severity: 'hint', fixes: setKey(file, 'log-level', 'info') });
  },
});
