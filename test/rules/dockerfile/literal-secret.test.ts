import { literalSecret } from '../../../server/src/lint/rules/dockerfile/literal-secret';
import { checkRule } from '../../helpers/rules';

describe('literal-secret', () => {
  it('marks tokens', () => {
    checkRule(literalSecret, `
FROM alpine:3.24
ENV T=ghp_a8Kd93jfLq0ZxVb27NmPwR5tYcE1uG4hS6oT
      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error literal-secret/token
RUN <<EOF
curl -H 'Authorization: ghp_a8Kd93jfLq0ZxVb27NmPwR5tYcE1uG4hS6oT' https://x.test
                        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error literal-secret/token
EOF
`);
  });

  it('marks passwords in addresses', () => {
    checkRule(literalSecret, `
FROM alpine:3.24
RUN git clone https://bot:s3cr3tw0rd@git.corp.test/app.git
                          ^^^^^^^^^^ error literal-secret/password
`);
  });

  it('leaves variables and placeholders alone', () => {
    checkRule(literalSecret, `
FROM alpine:3.24
ARG T
RUN git clone https://bot:$T@git.corp.test/app.git
RUN git clone https://bot:changeme@git.corp.test/app.git
ENV A=ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
`);
  });
});
