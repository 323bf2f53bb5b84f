import { loginInRun } from '../../../server/src/lint/rules/dockerfile/login-in-run';
import { checkClean, checkRule } from '../../helpers/rules';

describe('login-in-run', () => {
  it('marks the command and its words', () => {
    checkRule(loginInRun, `
FROM alpine:3.24 AS base
RUN docker login -u me --password-stdin r.test < /p
    ^^^^^^^^^^^^ warning login-in-run/login
FROM base
RUN if [ -n "$K" ]; then gcloud auth activate-service-account --key-file=$K; fi
                         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning login-in-run/login
RUN aws configure set aws_secret_access_key "$K" && az login --service-principal
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning login-in-run/login
                                                    ^^^^^^^^ warning login-in-run/login
RUN ["npm", "login"]
     ^^^^^^^^^^^^^^ warning login-in-run/login
RUN gcloud config set project x && docker build . && aws s3 ls && npm run login && git log
`);
  });

  it('is silent with a secret mount, a logout, a literal credential, and in other stages', () => {
    checkClean(loginInRun, 'FROM alpine:3.24 AS build\nRUN az login\nFROM alpine:3.24\nRUN --mount=type=secret,id=p docker login -u me --password-stdin < /run/secrets/p\n');
    checkClean(loginInRun, 'FROM alpine:3.24\nRUN docker login -u me --password-stdin < /p && docker pull x && docker logout\n');
    checkClean(loginInRun, 'FROM alpine:3.24\nRUN docker login -u me -p q9Rv2LmX7s\n');
  });
});
