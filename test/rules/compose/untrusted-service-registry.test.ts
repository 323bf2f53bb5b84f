import { untrustedServiceRegistry } from '../../../server/src/lint/rules/compose/untrusted-service-registry';
import { checkClean, checkRule } from '../../helpers/rules';

describe('untrusted-service-registry', () => {
  it('reports other registries', () => {
    checkRule(
      untrustedServiceRegistry,
      `
services:
  a: { image: "quay.io/x/y:1" }
               ^^^^^^^^^^^ error untrusted-service-registry/untrusted
  b: { image: nginx:1.30 }
  c: { image: "registry.example.net/x:1" }
  d: { image: "$IMAGE" }
`, { trustedRegistries: ['docker.io', '*.example.net'] },
    );
  });

  it('is silent without a list', () => {
    checkClean(
      untrustedServiceRegistry,
      `
services:
  a: { image: "quay.io/x/y:1" }
`,
    );
  });
});
