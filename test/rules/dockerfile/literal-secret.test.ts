import { literalSecret } from '../../../server/src/lint/rules/dockerfile/literal-secret';
import { checkClean, checkRule } from '../../helpers/rules';

describe('literal-secret', () => {
  it('is silent about scripts, and addresses that nobody connects to', () => {
    checkClean(literalSecret, 'FROM node:24\nENV RESET_OS_PASSWORD="resetOSPassword.sh"\nENV DATABASE_URL="postgresql://user:pass@localhost:5432/dummy"\nENV OTHER_URL=mysql://u:p4ss@placeholder:3306/db\n');
    checkRule(literalSecret, 'FROM node:24\nENV DATABASE_URL=postgresql://app:k8sTr4inSet9@db:5432/dummy-shop\n                                  ^^^^^^^^^^^^ error literal-secret/password\n');
  });

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

  it('marks values of variables that are named like credentials', () => {
    checkRule(literalSecret, `
ARG TOKEN=q9Rv2LmX7s
          ^^^^^^^^^^ error literal-secret/value
FROM alpine:3.24
ENV DB_PASSWORD="Tr4in!Set" ADMIN_PASSWORD=admin
                ^^^^^^^^^^^ error literal-secret/value
                                           ^^^^^ warning literal-secret/weak
ENV MYSQL_PASSWORD 123456
                   ^^^^^^ warning literal-secret/weak
ENV A_SECRET=ZyCnLAhYKBIJrukuKZZJ B_SECRET=correctHorse
             ^^^^^^^^^^^^^^^^^^^^ error literal-secret/value
                                           ^^^^^^^^^^^^ warning literal-secret/weak
ENV AUTH_SERVICE=localhost:9443 authBuildDeps=libpam0g-dev
ENV COPIED=$TOKEN A_TOKEN= B_TOKEN=changeme C_TOKEN=/run/secrets/c
`);
  });

  it('marks every address, and tokens that stand as the user', () => {
    checkRule(literalSecret, `
FROM alpine:3.24
RUN git clone https://2372f8e264fd8279b085c69e93286cae18b05ba6:x-oauth-basic@github.com/a/b && curl https://u:Gh7wq2@x.test
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error literal-secret/password
                                                                                                              ^^^^^^ error literal-secret/password
RUN git clone https://2372f8e264fd8279b085c69e93286cae18b05ba6@github.com/a/b
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error literal-secret/password
ENV DATABASE_URL=postgres://app:app@db/x SOURCE=ssh://git@x.test/a HTTP_PROXY=http://proxy.test:3128
                                ^^^ info literal-secret/guessed
`);
  });

  it('marks the password in a line of .netrc, however its lines end', () => {
    checkRule(literalSecret, `
FROM alpine:3.24
ARG TOKEN
RUN echo 'machine git.corp.test login bot password Tr4inSet9' > ~/.netrc && git clone https://git.corp.test/app.git
                                                   ^^^^^^^^^ error literal-secret/login
RUN printf 'machine git.corp.test\\nlogin bot\\npassword Tr4inSet9\\n' > ~/.netrc
                                                       ^^^^^^^^^ error literal-secret/login
RUN echo "machine git.corp.test login bot password $TOKEN" > ~/.netrc && echo "machine a.test login b password changeme" > ~/.netrc
`);
  });

  it('leaves what anybody guesses in files for tests', () => {
    checkClean(literalSecret, 'FROM alpine:3.24\nENV DATABASE_PASSWORD=password URL=amqp://guest:guest@rabbitmq\n', { uri: 'file:///project/Dockerfile.test' });
  });
});
