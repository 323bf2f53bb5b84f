import { executableOwnedByUser } from '../../../server/src/lint/rules/dockerfile/executable-owned-by-user';
import { checkFix, checkRule } from '../../helpers/rules';

describe('executable-owned-by-user', () => {
  it('marks the owner', () => {
    checkRule(executableOwnedByUser, `
FROM alpine:3.24
ARG OWNER=app
COPY --chown=app:app start.sh /srv/
             ^^^^^^^ info executable-owned-by-user/program
ADD --chown=$OWNER a.txt lib.so /srv/
            ^^^^^^ info executable-owned-by-user/program
COPY --chown=:staff --chmod=755 conf /etc/app/
             ^^^^^^ info executable-owned-by-user/system
WORKDIR /usr/local
COPY --chown=10001 x bin/
             ^^^^^ info executable-owned-by-user/system
COPY --chown=root:app start.sh /srv/
COPY --chown=0:0 a.sh /srv/
COPY --chown=app config.yaml dist/ /app/etc/
COPY --chown=$UNKNOWN start.sh /srv/
COPY start.sh /usr/bin/
`);
  });

  it('follows CMD and ENTRYPOINT into the copied directory', () => {
    checkRule(executableOwnedByUser, `
FROM python:3.14-slim AS build
COPY --chown=app src /app
FROM python:3.14-slim
COPY --chown=app src /app
             ^^^ info executable-owned-by-user/program
COPY --chown=app data /data
WORKDIR /app
CMD ["python", "main.py"]
`);
    checkRule(executableOwnedByUser, `
FROM debian:13.6-slim
COPY --chown=app dist/ /srv/
             ^^^ info executable-owned-by-user/program
COPY --chown=app dist/ /srvx/
ENTRYPOINT ["/srv/server", "--config=/srvx/a.yaml"]
`);
  });

  it('leaves them to root', () => {
    checkFix(executableOwnedByUser, 'FROM alpine:3.24\nCOPY --chown=app --chmod=755 a.sh /srv/\n', 'FROM alpine:3.24\nCOPY --chmod=755 a.sh /srv/\n', 'unsafe');
  });
});
