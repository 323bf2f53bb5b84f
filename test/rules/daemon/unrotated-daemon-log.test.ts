import { unrotatedDaemonLog } from '../../../server/src/lint/rules/daemon/unrotated-daemon-log';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unrotated-daemon-log', () => {
  it('reports the driver', () => {
    checkRule(unrotatedDaemonLog, `
{ "log-driver": "json-file" }
                ^^^^^^^^^^^ warning unrotated-daemon-log/size
`);
  });
  it('reports options', () => {
    checkRule(unrotatedDaemonLog, `
{ "log-opts": { "tag": "x" } }
  ^^^^^^^^^^ warning unrotated-daemon-log/size
`);
  });
  it('reports a count without a size', () => {
    checkRule(unrotatedDaemonLog, `
{ "log-driver": "json-file", "log-opts": { "max-file": "3" } }
                                           ^^^^^^^^^^ warning unrotated-daemon-log/count
`);
  });
  it('is silent where logs rotate, and where nothing is said', () => {
    for (const text of [
      '{"log-opts": {"max-size": "1m"}}',
      '{"log-driver": "local"}',
      '{}',
      '{"log-opts": {"max-size": 1}}',
      '{"log-driver": "{{ driver }}"}',
      '{"log-driver": "json-file", "log-opts": {"max-size": "{{ size }}"}}',
      '{"log-driver": "fluentd", "log-opts": {"tag": "x"}}',
    ]) checkClean(unrotatedDaemonLog, text);
  });
  it('adds the size', () => {
    checkFix(unrotatedDaemonLog, `
{
  "log-driver": "json-file",
  "log-opts": {
    "max-file": "3"
  }
}
`, `
{
  "log-driver": "json-file",
  "log-opts": {
    "max-file": "3",
    "max-size": "10m"
  }
}
`, 'unsafe');
  });
  it('adds the options', () => {
    checkFix(unrotatedDaemonLog, `
{ "log-driver": "json-file" }
`, `
{ "log-driver": "json-file", "log-opts": {"max-size":"10m","max-file":"3"} }
`, 'unsafe');
  });
  it('fills empty options', () => {
    checkFix(unrotatedDaemonLog, `
{
  "log-opts": {}
}
`, `
{
  "log-opts": {
    "max-size": "10m"
  }
}
`, 'unsafe');
  });
});
