import { insecureRegistry } from '../../../server/src/lint/rules/daemon/insecure-registry';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('insecure-registry', () => {
  it('reports registries', () => {
    checkRule(insecureRegistry, `
{ "insecure-registries": [ "r.example.org:5000", "http://10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::/0" ] }
                           ^^^^^^^^^^^^^^^^^^^^ warning insecure-registry/registry
                                                 ^^^^^^^^^^^^^^^^^ warning insecure-registry/registry
                                                                    ^^^^^^^^^^^^ warning insecure-registry/registry
                                                                                  ^^^^^^^^^^^ error insecure-registry/all
                                                                                               ^^^^^^ error insecure-registry/all
`);
  });
  it('is silent about the loopback', () => {
    for (const text of [
      '{"insecure-registries": ["127.0.0.0/8", "localhost:5000", "::1/128", "127.0.0.1:5000", "[::1]:5000", ""]}',
      '{"insecure-registries": []}',
      '{"insecure-registries": "a"}',
      '{"insecure-registries": ["${HOST}:5000"]}',
    ]) checkClean(insecureRegistry, text);
  });
  it('takes them out, first, last and only', () => {
    checkFix(insecureRegistry, `
{ "insecure-registries": ["a.b", "localhost", "c.d"] }
`, `
{ "insecure-registries": ["localhost"] }
`, 'unsafe');
  });
  it('leaves an empty list', () => {
    checkFix(insecureRegistry, `
{ "insecure-registries": ["a.b"] }
`, `
{ "insecure-registries": [] }
`, 'unsafe');
  });
});
