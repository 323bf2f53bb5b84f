import { healthcheckPort } from '../../../server/src/lint/rules/dockerfile/healthcheck-port';
import { checkClean, checkRule } from '../../helpers/rules';

describe('healthcheck-port', () => {
  it('another port than those that are exposed', () => {
    checkRule(healthcheckPort, `
FROM alpine:3.24 AS base
ENV PORT=3000
EXPOSE 80 8000-8010/tcp
FROM base
EXPOSE 443
HEALTHCHECK CMD wget -q http://localhost:9000/ || curl -f 127.0.0.1:8005
                        ^^^^^^^^^^^^^^^^^^^^^^ info healthcheck-port/other
`);
    checkRule(healthcheckPort, `
FROM alpine:3.24
ENV PORT=3000
EXPOSE $PORT
HEALTHCHECK CMD ["curl", "-f", "http://127.0.0.1:8080/"]
                               ^^^^^^^^^^^^^^^^^^^^^^^^ info healthcheck-port/other
`);
  });

  it('nothing exposed, unknown ports, no port, other hosts, a later HEALTHCHECK', () => {
    checkClean(healthcheckPort, `
FROM alpine:3.24
HEALTHCHECK CMD curl -f http://localhost:80/
FROM alpine:3.24
ARG PORT
EXPOSE $PORT
HEALTHCHECK CMD curl -f http://localhost:80/
FROM alpine:3.24
EXPOSE 80
HEALTHCHECK CMD curl -f http://localhost:3000/
HEALTHCHECK CMD curl -f http://localhost/ && nc -z db:5432 && curl http://other:99/ && curl localhost:$X
FROM alpine:3.24
EXPOSE 80
HEALTHCHECK NONE
`);
  });
});
