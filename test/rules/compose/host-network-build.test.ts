import { hostNetworkBuild } from '../../../server/src/lint/rules/compose/host-network-build';
import { checkFix, checkRule } from '../../helpers/rules';

describe('host-network-build', () => {
  it('reports the network of the host', () => {
    checkRule(
      hostNetworkBuild,
      `
services:
  a:
    build:
      context: .
      network: host
               ^^^^ info host-network-build/host
  b:
    build: { context: ., network: none }
`,
    );
  });

  it('removes the key', () => {
    checkFix(
      hostNetworkBuild,
      `
services:
  a:
    build:
      network: host
      context: .
`,
      `
services:
  a:
    build:
      context: .
`, 'unsafe',
    );
  });
});
