import assert from 'node:assert/strict';
import { secretInEnvironment } from '../../../server/src/lint/rules/compose/secret-in-environment';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('secret-in-environment', () => {
  it('leaves Compose files of tests and pipelines alone', () => {
    const text = 'services:\n  db:\n    image: postgres:18\n    environment:\n      POSTGRES_PASSWORD: tr0ub4dor\n';
    for (const path of ['compose.test.yaml', 'docker-compose.autotest.yml', 'docker-compose-test-and-ci.yml', 'e2e/compose.yaml']) checkClean(secretInEnvironment, text, { uri: `file:///project/${path}`, workspace: workspaceOf({ [path]: text }) });
    for (const path of ['compose.local.yaml', 'compose.latest.yaml', 'contest/compose.yaml']) assert.equal(findingsOf(secretInEnvironment, text, { uri: `file:///project/${path}`, workspace: workspaceOf({ [path]: text }) }).length, 1, path);
  });

  it('reports literal values, in both forms', () => {
    checkRule(
      secretInEnvironment,
      `
services:
  db:
    image: a:1
    environment:
      POSTGRES_PASSWORD: tr0ub4dor
                         ^^^^^^^^^ warning secret-in-environment/literal
      apiToken: "abc123def"
                ^^^^^^^^^^^ warning secret-in-environment/literal
      DB_PWD: 20240131
              ^^^^^^^^ warning secret-in-environment/literal
      MYSQL_ROOT_PASSWORD: "\${ROOT:-hunter2}"
                                    ^^^^^^^ warning secret-in-environment/fallback
  app:
    image: a:1
    environment:
      - AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYKEY00
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment/literal
`,
    );
  });

  it('leaves names of files, public halves of keys and numbers alone', () => {
    checkRule(
      secretInEnvironment,
      `
services:
  app:
    image: a:1
    environment:
      KAFKA_SSL_KEY_CREDENTIALS: broker_creds
      MINIO_ACCESS_KEY: heimdex
      LANGFUSE_S3_MEDIA_UPLOAD_ACCESS_KEY: minio
      LANGFUSE_S3_MEDIA_UPLOAD_SECRET_ACCESS_KEY: tr0ub4dor
                                                  ^^^^^^^^^ warning secret-in-environment/literal
      PUSHER_APP_KEY: coolify
      MERGE_TOKEN_JACCARD: 0.6
      SECRET_PARAM_SASL_MECHANISM: OAUTHBEARER
      AZURE_STORAGE_ACCESS_KEY: tr0ub4dor
                                ^^^^^^^^^ warning secret-in-environment/literal
`,
    );
  });

  it('reports known tokens under any name', () => {
    checkRule(
      secretInEnvironment,
      `
services:
  app:
    image: a:1
    environment:
      GREETING: ghp_0123456789abcdefghijABCDEFGHIJ012345
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment/known
      ARGS: "--token glpat-abcdefghij0123456789"
                     ^^^^^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-environment/known
`,
    );
  });

  it('leaves what is no secret alone', () => {
    checkClean(
      secretInEnvironment,
      `
services:
  app:
    image: a:1
    environment:
      POSTGRES_PASSWORD: \${POSTGRES_PASSWORD}
      A_PASSWORD: ""
      B_PASSWORD:
      POSTGRES_PASSWORD_FILE: /run/secrets/db
      DB_PASSWORD: /run/secrets/db
      TOKEN_URL: https://example.org/token
      TOKEN_LIFETIME: 3600
      TOKEN_EXPIRES_DAYS: 365
      PASSWORD_MIN_LENGTH: 12
      ALLOW_EMPTY_PASSWORD: "yes"
      MYSQL_RANDOM_ROOT_PASSWORD: "yes"
      PUBLIC_KEY: abcdefgh
      PARTITION_KEY: customer
      AUTH_PROVIDER: github
      PWD: /app
      SECRET_NAME: my-secret
      C_PASSWORD: <your-password>
      D_PASSWORD: changeme
      E_TOKEN: xxxx
      F_TOKEN: "\${F:-}"
      AWS_ACCESS_KEY_ID: abcdefgh
      JWT_PRIVATE_KEY: "%dir%/jwt/private.pem"
      SECRET_KEY: change-me-to-something-secure
      TOKEN_HOSTNAME: 0.0.0.0
  worker:
    image: a:1
    environment: ['DB_PASSWORD="none"', "WG_PRIVATE_KEY='<key>'"]
`,
    );
  });

  it('takes the value from the environment', () => {
    checkFix(
      secretInEnvironment,
      `
services:
  db:
    image: a:1
    environment:
      POSTGRES_PASSWORD: tr0ub4dor # db
  app:
    image: a:1
    environment:
      - API_TOKEN=abc123def
  worker:
    image: a:1
    environment: [API_TOKEN=abc123def, A=b]
`,
      `
services:
  db:
    image: a:1
    environment:
      POSTGRES_PASSWORD: "\${POSTGRES_PASSWORD:?}" # db
  app:
    image: a:1
    environment:
      - "API_TOKEN=\${API_TOKEN:?}"
  worker:
    image: a:1
    environment: ["API_TOKEN=\${API_TOKEN:?}", A=b]
`, 'unsafe',
    );
  });

  it('says how to pass it', () => {
    const [finding] = findingsOf(secretInEnvironment, 'services:\n  db: { image: a:1, environment: { DB_PASSWORD: tr0ub4dor } }\n');
    assert.match(finding!.message, /many images read DB_PASSWORD_FILE.*\$\{DB_PASSWORD:\?\}\.$/);
  });
});
