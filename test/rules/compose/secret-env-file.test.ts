import { secretEnvFile } from '../../../server/src/lint/rules/compose/secret-env-file';
import { checkRule } from '../../helpers/rules';

describe('secret-env-file', () => {
  it('reports files by name', () => {
    checkRule(
      secretEnvFile,
      `
services:
  a:
    image: a:1
    env_file: [secrets.env, .env, { path: ./conf/db-credentials.env }]
               ^^^^^^^^^^^ hint secret-env-file/secrets
                                          ^^^^^^^^^^^^^^^^^^^^^^^^^ hint secret-env-file/secrets
  b:
    image: a:1
    env_file: app.env
`,
    );
  });
});
