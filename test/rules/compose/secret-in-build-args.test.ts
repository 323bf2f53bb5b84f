import { secretInBuildArgs } from '../../../server/src/lint/rules/compose/secret-in-build-args';
import { checkRule } from '../../helpers/rules';

describe('secret-in-build-args', () => {
  it('reports secrets, wherever the value comes from', () => {
    checkRule(
      secretInBuildArgs,
      `
services:
  app:
    build:
      context: .
      args:
        NPM_TOKEN: \${NPM_TOKEN}
        ^^^^^^^^^ warning secret-in-build-args/secret
        DB_PASSWORD: tr0ub4dor
        ^^^^^^^^^^^ warning secret-in-build-args/secret
        REPOSITORY: https://user:s3cret@example.org/
        ^^^^^^^^^^ warning secret-in-build-args/secret
        VERSION: 1
        TOKEN_URL: https://example.org
  worker:
    build:
      context: .
      args: [API_KEY, "GH_TOKEN=$GH_TOKEN", USE_TOKEN=true, API_TOKEN=]
             ^^^^^^^ warning secret-in-build-args/secret
                       ^^^^^^^^ warning secret-in-build-args/secret
`,
    );
  });
});
