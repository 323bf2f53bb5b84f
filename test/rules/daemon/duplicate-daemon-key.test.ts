import { duplicateDaemonKey } from '../../../server/src/lint/rules/daemon/duplicate-daemon-key';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('duplicate-daemon-key', () => {
  it('reports those that do not count', () => {
    checkRule(duplicateDaemonKey, `
{
  "icc": false,
  ^^^^^ warning duplicate-daemon-key/twice
  "log-opts": { "max-size": "1m", "max-size": "2m" },
                ^^^^^^^^^^ warning duplicate-daemon-key/twice
  "icc": true
}
`);
  });
  it('tells objects apart', () => {
    for (const text of [
      '{"a": {"b": 1}, "c": {"b": 1}}',
      '{"icc": true, "ICC": false}',
    ]) checkClean(duplicateDaemonKey, text);
  });
  it('keeps the last one', () => {
    checkFix(duplicateDaemonKey, `
{
  "icc": false,
  "mtu": 1,
  "icc": true
}
`, `
{
  "mtu": 1,
  "icc": true
}
`, 'safe');
  });
  it('leaves objects and null alone unless asked', () => {
    checkFix(duplicateDaemonKey, `
{ "log-opts": {}, "log-opts": {}, "mtu": 1, "mtu": null }
`, `
{ "log-opts": {}, "log-opts": {}, "mtu": 1, "mtu": null }
`, 'safe');
  });
});
