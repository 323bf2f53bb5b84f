import { logTlsUnverified } from '../../../server/src/lint/rules/daemon/log-tls-unverified';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('log-tls-unverified', () => {
  it('reports what skips the check', () => {
    checkRule(logTlsUnverified, `
{ "log-driver": "syslog", "log-opts": { "syslog-tls-skip-verify": "true" } }
                                                                  ^^^^^^ warning log-tls-unverified/skip
`);
  });
  it('reports clear text', () => {
    checkRule(logTlsUnverified, `
{ "log-driver": "splunk", "log-opts": { "splunk-url": "http://logs.example.org" } }
                                                      ^^^^^^^^^^^^^^^^^^^^^^^^^ warning log-tls-unverified/http
`);
  });
  it('is silent otherwise', () => {
    for (const text of [
      '{"log-driver": "splunk", "log-opts": {"splunk-insecureskipverify": "false", "splunk-url": "http://localhost:8088"}}',
      '{"log-driver": "local", "log-opts": {"splunk-insecureskipverify": "true"}}',
    ]) checkClean(logTlsUnverified, text);
  });
  it('takes it out', () => {
    checkFix(logTlsUnverified, `
{ "log-driver": "splunk", "log-opts": { "splunk-insecureskipverify": "1" } }
`, `
{ "log-driver": "splunk", "log-opts": {} }
`, 'unsafe');
  });
});
