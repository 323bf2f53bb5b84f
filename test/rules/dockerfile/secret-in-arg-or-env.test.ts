import { secretInArgOrEnv } from '../../../server/src/lint/rules/dockerfile/secret-in-arg-or-env';
import { checkRule } from '../../helpers/rules';

describe('secret-in-arg-or-env', () => {
  it('marks the name', () => {
    checkRule(secretInArgOrEnv, `
FROM alpine:3.24
ARG DB_PASSWORD
    ^^^^^^^^^^^ warning secret-in-arg-or-env/arg
ENV API_KEY=abc123def A=b githubToken=x9x9
    ^^^^^^^ warning secret-in-arg-or-env/env
                          ^^^^^^^^^^^ warning secret-in-arg-or-env/env
`);
  });

  it('leaves names of other things, paths and empty values alone', () => {
    checkRule(secretInArgOrEnv, `
FROM alpine:3.24
ARG PUBLIC_KEY TOKEN_URL
ENV PASSWORD_FILE=/run/secrets/x AUTH_VERSION=2 API_TOKEN= SECRET=/run/secrets/y
ARG KEY=x SORT=1
ENV MONKEY=1
`);
  });
});
