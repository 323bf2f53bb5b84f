import { noNetworks } from '../../../server/src/lint/rules/compose/no-networks';
import { checkRule } from '../../helpers/rules';

describe('no-networks', () => {
  it('reports services on the default network', () => {
    checkRule(
      noNetworks,
      `
services:
  a: { image: a:1 }
  ^ hint no-networks/missing
  b: { image: a:1, networks: [back] }
  c: { image: a:1, network_mode: none }
  d: { image: a:1, networks: { back: } }
`,
    );
  });
});
