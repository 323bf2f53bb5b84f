import assert from 'node:assert/strict';
import { invalidDaemonValue } from '../../../server/src/lint/rules/daemon/invalid-daemon-value';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('invalid-daemon-value', () => {
  it('reports words and numbers', () => {
    checkRule(invalidDaemonValue, `
{
  "log-level": "warning",
               ^^^^^^^^^ error invalid-daemon-value/word
  "default-ipc-mode": "host",
                      ^^^^^^ error invalid-daemon-value/word
  "default-cgroupns-mode": "Private",
                           ^^^^^^^^^ error invalid-daemon-value/word
  "mtu": -1,
         ^^ error invalid-daemon-value/negative
  "labels": [ "x" ],
              ^^^ error invalid-daemon-value/label
  "exec-opts": [ "native.cgroupdriver=sytemd" ]
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error invalid-daemon-value/execOption
}
`);
  });
  it('reports addresses', () => {
    checkRule(invalidDaemonValue, `
{
  "hosts": [ "http://0.0.0.0:2375", "unix://" ],
             ^^^^^^^^^^^^^^^^^^^^^ error invalid-daemon-value/host
  "registry-mirrors": [ "mirror.example.org", "https://u:p@a", "https://a?b" ]
                        ^^^^^^^^^^^^^^^^^^^^ error invalid-daemon-value/mirror
                                              ^^^^^^^^^^^^^^^ error invalid-daemon-value/mirror
                                                               ^^^^^^^^^^^^^ error invalid-daemon-value/mirror
}
`);
  });
  it('reports options of log drivers', () => {
    checkRule(invalidDaemonValue, `
{
  "log-opts": { "max-size": "10 megs", "max-file": "0", "max-fil": "1" }
                            ^^^^^^^^^ error invalid-daemon-value/size
                                                   ^^^ error invalid-daemon-value/count
                                                        ^^^^^^^^^ error invalid-daemon-value/option
}
`);
  });
  it('reports texts of another form', () => {
    checkRule(invalidDaemonValue, `
{
  "fixed-cidr-v6": "10.0.0.0/8",
                   ^^^^^^^^^^^^ error invalid-daemon-value/form
  "userland-proxy-path": "docker-proxy",
                         ^^^^^^^^^^^^^^ error invalid-daemon-value/form
  "bridge-accept-fwmark": "x",
                          ^^^ error invalid-daemon-value/form
  "node-generic-resources": ["GPU=1", "GPU"]
                                      ^^^^^ error invalid-daemon-value/form
}
`);
  });
  it('reports compression without rotation', () => {
    checkRule(invalidDaemonValue, `
{
  "log-driver": "json-file",
  "log-opts": { "max-file": "2", "compress": "true" }
                                             ^^^^^^ error invalid-daemon-value/compress
}
`);
  });
  it('reports log drivers that are gone', () => {
    checkRule(invalidDaemonValue, `
{ "log-driver": "logentries" }
                ^^^^^^^^^^^^ error invalid-daemon-value/goneDriver
`);
  });
  it('accepts what dockerd does', () => {
    for (const text of [
      '{"log-level": "INFO", "default-ipc-mode": "", "mtu": 0, "labels": ["a="], "hosts": ["", "fd://", "npipe://", "0.0.0.0:2375"]}',
      '{"registry-mirrors": ["http://a/b", "HTTPS://a"], "exec-opts": ["native.cgroupdriver=systemd", "isolation=hyperv"]}',
      '{"log-opts": {"max-size": "10m", "max-file": "3", "compress": "true", "cache-disabled": "true", "mode": "non-blocking", "tag": "x"}}',
      '{"log-driver": "acme/plugin", "log-opts": {"anything": "1"}}',
      '{"log-driver": "local", "log-opts": {"compress": "true", "max-size": "1.5GiB"}}',
    ]) checkClean(invalidDaemonValue, text);
  });
  it('uses what is meant', () => {
    checkFix(invalidDaemonValue, `
{ "log-level": "warning", "registry-mirrors": ["mirror.example.org"], "log-opts": { "max_size": "1m" } }
`, `
{ "log-level": "warn", "registry-mirrors": ["https://mirror.example.org"], "log-opts": { "max-size": "1m" } }
`, 'unsafe');
  });
  it('does not tell passwords', () => {
    const [finding] = findingsOf(invalidDaemonValue, '{"registry-mirrors": ["https://u:tr0ub4dor@a"]}');
    assert.doesNotMatch(finding!.message, /tr0ub4dor/);
  });
});
