import { authenticationOff } from '../../../server/src/lint/rules/dockerfile/authentication-off';
import { checkRule } from '../../helpers/rules';

describe('authentication-off', () => {
  it('marks variables', () => {
    checkRule(authenticationOff, `
FROM postgres:18
ENV POSTGRES_HOST_AUTH_METHOD=trust MYSQL_ALLOW_EMPTY_PASSWORD=1
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning authentication-off/variable
                                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning authentication-off/variable
ENV NEO4J_AUTH none
    ^^^^^^^^^^^^^^^ warning authentication-off/variable
ENV xpack.security.enabled=false JUPYTER_TOKEN=""
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning authentication-off/variable
                                 ^^^^^^^^^^^^^^^^ warning authentication-off/variable
ENV POSTGRES_HOST_AUTH_METHOD=scram-sha-256 MYSQL_ALLOW_EMPTY_PASSWORD= ALLOW_ANONYMOUS_LOGIN=no NEO4J_AUTH=$X
`);
  });

  it('marks options of what starts', () => {
    checkRule(authenticationOff, `
FROM debian:13
CMD ["jupyter", "lab", "--ServerApp.token=''", "--NotebookApp.password="]
                       ^^^^^^^^^^^^^^^^^^^^^^ warning authentication-off/option
                                               ^^^^^^^^^^^^^^^^^^^^^^^^^ warning authentication-off/option
ENTRYPOINT ["code-server", "--auth", "none", "/w"]
                           ^^^^^^^^ warning authentication-off/option
CMD redis-server --protected-mode no
                 ^^^^^^^^^^^^^^^^ warning authentication-off/option
CMD exec traefik --api.insecure=true
                 ^^^^^^^^^^^^^^^^^^^ warning authentication-off/option
CMD ["mongod", "--auth"]
CMD ["code-server", "--auth", "password"]
CMD ["jupyter", "lab", "--ServerApp.token=$TOKEN"]
CMD ["echo", "--noauth"]
RUN mongod --noauth --fork
`);
  });
});
