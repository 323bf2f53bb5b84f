import { undefinedDefaultRuntime } from '../../../server/src/lint/rules/daemon/undefined-default-runtime';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('undefined-default-runtime', () => {
  it('reports a runtime that is not there', () => {
    checkRule(undefinedDefaultRuntime, `
{ "default-runtime": "nvidia", "runtimes": { "runc": { "path": "x" }, "a": { "runtimeArgs": [] } } }
                     ^^^^^^^^ error undefined-default-runtime/undefined
                                             ^^^^^^ error undefined-default-runtime/reserved
                                                                      ^^^ error undefined-default-runtime/empty
`);
  });
  it('knows those of Docker and containerd', () => {
    for (const text of [
      '{"default-runtime": "runc"}',
      '{"default-runtime": "io.containerd.kata.v2"}',
      '{"default-runtime": "nvidia", "runtimes": {"nvidia": {"path": "x"}}}',
      '{"runtimes": {"a": {"runtimeType": "io.containerd.runc.v2"}}}',
      '{"default-runtime": ""}',
      '{"default-runtime": "{{ runtime }}"}',
      '{"default-runtime": "x", "runtimes": {"x": {"path": "{{ path }}"}}}',
      '{"default-runtime": "nvidia",}',
    ]) checkClean(undefinedDefaultRuntime, text);
  });
  it('takes it out', () => {
    checkFix(undefinedDefaultRuntime, `
{ "default-runtime": "nvidia", "mtu": 1 }
`, `
{ "mtu": 1 }
`, 'unsafe');
  });
});
