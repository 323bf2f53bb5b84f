import { unprotectedDaemonAddress } from '../../../server/src/lint/rules/daemon/unprotected-daemon-address';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unprotected-daemon-address', () => {
  it('reports TCP without TLS', () => {
    checkRule(unprotectedDaemonAddress, `
{
  "hosts": ["unix://", "tcp://0.0.0.0:2375", "tcp://10.0.0.1:2376", "tcp://127.0.0.1:2375", "[::]:2375", "fd://"]
                       ^^^^^^^^^^^^^^^^^^^^ error unprotected-daemon-address/everywhere
                                             ^^^^^^^^^^^^^^^^^^^^^ error unprotected-daemon-address/open
                                                                    ^^^^^^^^^^^^^^^^^^^^^^ warning unprotected-daemon-address/local
                                                                                            ^^^^^^^^^^^ error unprotected-daemon-address/everywhere
}
`);
  });
  it('reports TLS for anybody', () => {
    checkRule(unprotectedDaemonAddress, `
{ "hosts": [ "tcp://0.0.0.0:2376", "tcp://localhost:2376" ], "tls": true, "tlsverify": false }
             ^^^^^^^^^^^^^^^^^^^^ error unprotected-daemon-address/unverified
                                   ^^^^^^^^^^^^^^^^^^^^^^ warning unprotected-daemon-address/unverified
`);
  });
  it('reports what no longer counts', () => {
    checkRule(unprotectedDaemonAddress, `
{ "hosts": [ "tcp://:2376" ], "tls": false }
             ^^^^^^^^^^^^^ warning unprotected-daemon-address/local
`);
  });
  it('is silent where clients are asked for a certificate, and about sockets', () => {
    for (const text of [
      '{"hosts": ["tcp://0.0.0.0:2376"], "tlsverify": true}',
      '{"hosts": ["tcp://0.0.0.0:2376"], "tls": true}',
      '{"hosts": ["unix:///var/run/docker.sock", "npipe://", "fd://", "", "http://a"]}',
      '{"hosts": []}',
      '{"hosts": ["tcp://0.0.0.0:2376"], "tlsverify": "{{ verify }}"}',
      '{"hosts": ["{{ host }}"]}',
    ]) checkClean(unprotectedDaemonAddress, text);
  });
  it('takes the address out where another one stays', () => {
    checkFix(unprotectedDaemonAddress, `
{ "hosts": ["unix://", "tcp://0.0.0.0:2375"] }
`, `
{ "hosts": ["unix://"] }
`, 'unsafe');
  });
  it('leaves the only one', () => {
    checkFix(unprotectedDaemonAddress, `
{ "hosts": ["tcp://0.0.0.0:2375"] }
`, `
{ "hosts": ["tcp://0.0.0.0:2375"] }
`, 'unsafe');
  });
  it('asks for certificates', () => {
    checkFix(unprotectedDaemonAddress, `
{ "hosts": ["tcp://0.0.0.0:2376"], "tlsverify": false }
`, `
{ "hosts": ["tcp://0.0.0.0:2376"], "tlsverify": true }
`, 'unsafe');
  });
});
