import assert from 'node:assert/strict';
import { secretInArgOrEnv } from '../../../server/src/lint/rules/dockerfile/secret-in-arg-or-env';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('secret-in-arg-or-env', () => {
  it('says of a stage that is left behind what is true there', () => {
    checkRule(secretInArgOrEnv, `
FROM node:24 AS build
ARG SENTRY_AUTH_TOKEN
    ^^^^^^^^^^^^^^^^^ warning secret-in-arg-or-env/stage
ENV SENTRY_AUTH_TOKEN=$SENTRY_AUTH_TOKEN
    ^^^^^^^^^^^^^^^^^ warning secret-in-arg-or-env/stage
RUN npm run build
FROM node:24
COPY --from=build /app /app
ARG API_TOKEN
    ^^^^^^^^^ warning secret-in-arg-or-env/arg
`);
  });

  it('marks the name', () => {
    checkRule(secretInArgOrEnv, `
ARG NPM_TOKEN
    ^^^^^^^^^ warning secret-in-arg-or-env/arg
FROM alpine:3.24
ARG DB_PASSWORD PLAIN AWS_ACCESS_KEY_ID
    ^^^^^^^^^^^ warning secret-in-arg-or-env/arg
                      ^^^^^^^^^^^^^^^^^ warning secret-in-arg-or-env/arg
ENV API_KEY=$UNKNOWN A=b githubToken=\${DB_PASSWORD}
    ^^^^^^^ warning secret-in-arg-or-env/env
                         ^^^^^^^^^^^ warning secret-in-arg-or-env/env
ARG BUNDLE_GEMS__ACME__COM
    ^^^^^^^^^^^^^^^^^^^^^^ warning secret-in-arg-or-env/arg
`);
  });

  it('is silent about a variable that takes over its own value', () => {
    checkClean(secretInArgOrEnv, 'FROM team/base:1\nENV DB_PASSWORD=${DB_PASSWORD:-}\nENV API_KEY=$API_KEY\nENV SITE_KEY=abc STRIPE_PUBLISHABLE_KEY=$X\n');
  });

  it('says less about what is to be filled in', () => {
    checkRule(secretInArgOrEnv, `
FROM alpine:3.24
ENV API_TOKEN=REPLACE_WITH_YOUR_OWN PASSWORD=changeme
    ^^^^^^^^^ info secret-in-arg-or-env/placeholder
                                    ^^^^^^^^ info secret-in-arg-or-env/placeholder
`);
  });

  it('leaves names of other things, paths, switches, fingerprints and empty values alone', () => {
    checkClean(secretInArgOrEnv, `
FROM alpine:3.24
ARG PUBLIC_KEY TOKEN_URL
ENV ASK_PASSWORD=0 DISABLE_SCHEDULE_PASS=1
ENV PASSWORD_FILE=/run/secrets/x AUTH_VERSION=2 API_TOKEN= SECRET=/run/secrets/y
ARG KEY=x SORT=1
ENV MONKEY=1 ENABLE_AUTH=false MYSQL_ALLOW_EMPTY_PASSWORD=yes AUTH_TOKEN=**None** CERT_KEY=privkey.pem
ENV GPG_KEY 04D62B1E3DFBB4F4
ARG TINI_KEY=595E85A6B1B4779EA4DAAEC70B588DFF0527A9B7
ENV GUACAMOLE_AUTH_SHA1=c7f744fa2fe9644b6a3ea4e4e5c59a33 AUTH_TOKEN=https://auth.test/token
ENV BUNDLE_PATH__SYSTEM=true SECRET_KEY_BASE=1
`);
  });

  it('leaves what is written out to the rule for it', () => {
    checkClean(secretInArgOrEnv, 'FROM alpine:3.24\nARG DB_PASSWORD=Tr4inSet9\nENV A_TOKEN=ghp_a8Kd93jfLq0ZxVb27NmPwR5tYcE1uG4hS6oT\n');
  });

  it('shows where an argument goes', () => {
    const [finding] = findingsOf(secretInArgOrEnv, 'FROM alpine:3.24\nARG TOKEN\nENV APP_X=$TOKEN\nRUN curl -d "$TOKEN" x\nCOPY a /b/$TOKEN\nARG TOKEN=\nRUN echo $TOKEN\n');
    assert.deepEqual(finding!.related.map(({ range, message }) => [range.start.line, message]), [
      [2, 'From here on it is in the image itself.'],
      [3, 'It is used here.'],
      [4, 'It is part of what is copied here.'],
    ]);
    assert.deepEqual(finding!.fixes, []);
  });

  it('turns an argument that RUNs use into a secret mount', () => {
    checkFix(
      secretInArgOrEnv,
      'FROM node:24\nARG NPM_TOKEN\nARG A\nRUN echo "//r/:_authToken=$NPM_TOKEN" > x\nRUN --network=none true\nRUN <<EOF\nnpm ci --token \${NPM_TOKEN}\nEOF\n',
      'FROM node:24\nARG A\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN echo "//r/:_authToken=$NPM_TOKEN" > x\nRUN --network=none true\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN <<EOF\nnpm ci --token \${NPM_TOKEN}\nEOF\n',
      'unsafe',
    );
    for (const text of ['# syntax=docker/dockerfile:1.7\nFROM node:24\nARG NPM_TOKEN\nRUN npm ci $NPM_TOKEN\n', 'FROM node:24 AS a\nARG NPM_TOKEN\nRUN npm ci $NPM_TOKEN\nFROM a\n', 'FROM node:24\nARG NPM_TOKEN\nENV N=$NPM_TOKEN\nRUN npm ci $NPM_TOKEN\n']) {
      checkFix(secretInArgOrEnv, text, text, 'unsafe');
    }
  });
});
