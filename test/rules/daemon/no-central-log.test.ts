import { noCentralLog } from '../../../server/src/lint/rules/daemon/no-central-log';
import { checkClean, checkRule } from '../../helpers/rules';

describe('no-central-log', () => {
  it('reports files', () => {
    checkRule(noCentralLog, `
{ "log-driver": "local" }
                ^^^^^^^ hint no-central-log/local
`);
  });
  it('reports the default', () => {
    checkRule(noCentralLog, `
{ "mtu": 1 }
^ hint no-central-log/local
`);
  });
  it('is silent about drivers that send logs', () => {
    for (const text of [
      '{"log-driver": "syslog"}',
      '{"log-driver": "journald"}',
      '{"log-driver": "a/plugin"}',
    ]) checkClean(noCentralLog, text);
  });
});
