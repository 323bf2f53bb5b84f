import { daemonDebugLog } from '../../../server/src/lint/rules/daemon/daemon-debug-log';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('daemon-debug-log', () => {
  it('reports both', () => {
    checkRule(daemonDebugLog, `
{ "debug": true, "log-level": "debug" }
           ^^^^ info daemon-debug-log/debug
                              ^^^^^^^ info daemon-debug-log/level
`);
  });
  it('reports levels that say too little', () => {
    checkRule(daemonDebugLog, `
{ "log-level": "error" }
               ^^^^^^^ hint daemon-debug-log/quiet
`);
  });
  it('is silent about info and warn', () => {
    for (const text of [
      '{"log-level": "info", "debug": false}',
      '{"log-level": "warn"}',
    ]) checkClean(daemonDebugLog, text);
  });
  it('puts both right', () => {
    checkFix(daemonDebugLog, `
{ "debug": true, "log-level": "TRACE" }
`, `
{ "log-level": "info" }
`, 'unsafe');
  });
});
