import { incompleteDaemonTls } from '../../../server/src/lint/rules/daemon/incomplete-daemon-tls';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('incomplete-daemon-tls', () => {
  it('reports a missing certificate, key and authority', () => {
    checkRule(incompleteDaemonTls, `
{
  "hosts": ["tcp://0.0.0.0:2376"],
  "tlsverify": true,
  ^^^^^^^^^^^ error incomplete-daemon-tls/start
  "tlscacert": "/ca.pem"
}
`);
  });
  it('reports it without hosts too', () => {
    checkRule(incompleteDaemonTls, `
{ "tls": true, "tlscert": "/c", "tlskey": "/k" }
  ^^^^^ error incomplete-daemon-tls/authority
`);
  });
  it('is silent where all is there, or not needed', () => {
    for (const text of [
      '{"tlsverify": true, "tlscacert": "/a", "tlscert": "/c", "tlskey": "/k"}',
      '{"tls": false}',
      '{"tlsverify": false, "tlscert": "/c", "tlskey": "/k"}',
      '{"hosts": ["unix://"], "tls": true, "tlscert": "/c", "tlskey": "/k"}',
      '{"tls": true,}',
      '{"tlsverify": true, "tlscacert": "{{ ca }}", "tlscert": "{{ cert }}", "tlskey": "${KEY}"}',
    ]) checkClean(incompleteDaemonTls, text);
  });
  it('knows that tlsverify turns TLS on where it is false', () => {
    checkRule(incompleteDaemonTls, `
{ "tls": false, "tlsverify": false }
                ^^^^^^^^^^^ error incomplete-daemon-tls/unmeant
`);
    checkFix(incompleteDaemonTls, '{ "tls": false, "tlsverify": false }\n', '{ "tls": false }\n', 'unsafe');
    checkRule(incompleteDaemonTls, `
{ "tls": true, "tlsverify": false }
               ^^^^^^^^^^^ error incomplete-daemon-tls/start
`);
  });
  it('names what is missing', () => {
    checkFix(incompleteDaemonTls, `
{
  "tls": true,
  "tlscert": "/c",
  "tlskey": "/k"
}
`, `
{
  "tls": true,
  "tlscert": "/c",
  "tlskey": "/k",
  "tlscacert": "/etc/docker/ca.pem"
}
`, 'unsafe');
  });
});
