import assert from 'node:assert/strict';
import { connectionStringPassword } from '../../../server/src/lint/rules/compose/connection-string-password';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';

describe('connection-string-password', () => {
  it('reports passwords in URLs and in lists of pairs', () => {
    checkRule(
      connectionStringPassword,
      `
services:
  app:
    image: a:1
    environment:
      DATABASE_URL: postgres://app:tr0ub4dor@db/app
                                   ^^^^^^^^^ warning connection-string-password/password
      BROKER: "amqp://user:s3cret@\${HOST}:5672"
                           ^^^^^^ warning connection-string-password/password
      ConnectionStrings__Default: Server=db;User=sa;Password=Pa55w.rd;
                                                             ^^^^^^^^ warning connection-string-password/password
  worker:
    image: a:1
    environment:
      - REDIS_URL=redis://:s3cret@redis:6379
                           ^^^^^^ warning connection-string-password/password
`,
    );
  });

  it('tells the default of a variable', () => {
    checkRule(
      connectionStringPassword,
      `
services:
  app:
    image: a:1
    environment:
      A: "postgres://app:\${DB_PASSWORD:-tr0ub4dor}@db/app"
                                        ^^^^^^^^^ warning connection-string-password/fallback
      B: "\${DB_URL:-postgres://app:tr0ub4dor@db/app}"
                                   ^^^^^^^^^ warning connection-string-password/fallback
      C: "postgres://\${USER:-app}:tr0ub4dor@db/app"
                                  ^^^^^^^^^ warning connection-string-password/password
`,
    );
  });

  it('leaves variables, placeholders and plain URLs alone', () => {
    checkClean(
      connectionStringPassword,
      `
services:
  app:
    image: a:1
    environment:
      A: "postgres://app:\${DB_PASSWORD}@db/app"
      B: postgres://app:<password>@db/app
      C: postgres://db/app
      D: http://localhost:8080/@x
      E: password=x
      F: "Server=db;Password=\${PW};"
`,
    );
  });

  it('only hints at what is for development', () => {
    const severities = (text: string, uri?: string): string[] => findingsOf(connectionStringPassword, text, uri === undefined ? {} : { uri }).map(({ severity }) => severity);
    const service = (environment: string): string => `services:\n  a: { image: a:1, environment: { ${environment} } }\n`;
    assert.deepEqual(severities(service('URL: "http://elastic:hg73kd@localhost:9200"')), ['hint']);
    assert.deepEqual(severities(service('ASPNETCORE_ENVIRONMENT: Development, URL: "postgres://app:hg73kd@db/app"')), ['hint']);
    assert.deepEqual(severities(service('ASPNETCORE_ENVIRONMENT: Development, URL: "postgres://app:${P:-hg73kd}@db/app"')), []);
    assert.deepEqual(severities(service('URL: "postgres://app:hg73kd@db/app"'), 'file:///project/docker-compose.dev.yml'), []);
    assert.deepEqual(severities(service('APP_ENV: production, URL: "postgres://app:hg73kd@db/app"')), ['warning']);
  });

  it('leaves a password that everybody guesses, where it is for development', () => {
    checkClean(connectionStringPassword, 'services:\n  a: { image: a:1, environment: { APP_ENV: dev, URL: "postgres://docker:docker@db/app" } }\n');
  });

  it('reports a default that services share once, and as a note where anybody guesses it', () => {
    const service = (name: string): string => `  ${name}: { image: a:1, environment: ["URI=\${URI:-amqp://guest:guest@rabbitmq/%2F}"] }\n`;
    const found = findingsOf(connectionStringPassword, `services:\n${service('a')}${service('b')}`);
    assert.deepEqual(found.map(({ severity, data }) => [severity, data['message']]), [['info', 'fallback']]);
  });
});
