import { secretInDaemonConfig } from '../../../server/src/lint/rules/daemon/secret-in-daemon-config';
import { checkClean, checkRule } from '../../helpers/rules';

describe('secret-in-daemon-config', () => {
  it('reports passwords in addresses', () => {
    checkRule(secretInDaemonConfig, `
{ "proxies": { "http-proxy": "http://me:tr0ub4dor@proxy:3128" } }
                                        ^^^^^^^^^ warning secret-in-daemon-config/password
`);
  });
  it('reports tokens of log drivers', () => {
    checkRule(secretInDaemonConfig, `
{ "log-driver": "splunk", "log-opts": { "splunk-token": "8f0a1c2e-77aa-4c1e-9d3f-1b2c3d4e5f60" } }
                                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-daemon-config/token
`);
  });
  it('reports tokens of a known form', () => {
    checkRule(secretInDaemonConfig, `
{ "labels": ["key=AKIAIOSFODNN7EXAMPLF"] }
                  ^^^^^^^^^^^^^^^^^^^^ warning secret-in-daemon-config/form
`);
  });
  it('is silent about placeholders, paths and addresses', () => {
    for (const text of [
      '{"proxies": {"http-proxy": "http://${USER}:${PASS}@proxy"}}',
      '{"log-opts": {"splunk-token": "update_this", "x-token": "{{ token }}", "syslog-tls-key": "/etc/key.pem", "env": "TOKEN"}}',
      '{"registry-mirrors": ["https://mirror.example.org"]}',
    ]) checkClean(secretInDaemonConfig, text);
  });
});
