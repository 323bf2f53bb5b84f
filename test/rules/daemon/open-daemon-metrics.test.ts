import { openDaemonMetrics } from '../../../server/src/lint/rules/daemon/open-daemon-metrics';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('open-daemon-metrics', () => {
  it('reports every interface', () => {
    checkRule(openDaemonMetrics, `
{ "metrics-addr": "0.0.0.0:9323" }
                  ^^^^^^^^^^^^^^ warning open-daemon-metrics/open
`);
  });
  it('reports an address that is left out', () => {
    checkRule(openDaemonMetrics, `
{ "metrics-addr": ":9323" }
                  ^^^^^^^ warning open-daemon-metrics/open
`);
  });
  it('reports IPv6', () => {
    checkRule(openDaemonMetrics, `
{ "metrics-addr": "[::]:9323" }
                  ^^^^^^^^^^^ warning open-daemon-metrics/open
`);
  });
  it('is silent about one interface', () => {
    for (const text of [
      '{"metrics-addr": "127.0.0.1:9323"}',
      '{"metrics-addr": "10.0.0.1:9323"}',
      '{"metrics-addr": ""}',
    ]) checkClean(openDaemonMetrics, text);
  });
  it('uses the loopback', () => {
    checkFix(openDaemonMetrics, `
{ "metrics-addr": "0.0.0.0:9323" }
`, `
{ "metrics-addr": "127.0.0.1:9323" }
`, 'unsafe');
  });
});
