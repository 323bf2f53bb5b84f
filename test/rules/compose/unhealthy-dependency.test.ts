import { unhealthyDependency } from '../../../server/src/lint/rules/compose/unhealthy-dependency';
import { checkRule } from '../../helpers/rules';

describe('unhealthy-dependency', () => {
  it('reports waiting for a service without a healthcheck', () => {
    checkRule(
      unhealthyDependency,
      `
services:
  a:
    image: a:1
    depends_on:
      b: { condition: service_healthy }
                      ^^^^^^^^^^^^^^^ error unhealthy-dependency/never
      c: { condition: service_healthy }
      d: { condition: service_healthy }
      e: { condition: service_started }
  b: { image: a:1, healthcheck: { disable: true } }
  c: { image: a:1, healthcheck: { test: [CMD, x] } }
  d: { image: a:1 }
  e: { image: a:1, healthcheck: { test: NONE } }
`,
    );
  });
});
