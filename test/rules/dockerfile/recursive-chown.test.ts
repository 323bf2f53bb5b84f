import { recursiveChown } from '../../../server/src/lint/rules/dockerfile/recursive-chown';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('recursive-chown', () => {
  it('trees that were copied', () => {
    checkRule(recursiveChown, `
FROM alpine:3.24 AS base
COPY app /srv/app
FROM base
WORKDIR /srv
COPY . lib/
RUN chown -R 1000:1000 /srv/app
    ^^^^^ info recursive-chown/twice
RUN adduser -D app && chmod -R g+w lib
                      ^^^^^ info recursive-chown/twice
RUN chgrp --recursive app /srv/app/* /srv/lib
    ^^^^^ info recursive-chown/account
RUN chown -R root:root /srv/app && chmod 755 /srv
    ^^^^^ info recursive-chown/root
RUN chgrp -R 0 /srv/app && chmod -R g=u /srv/app
    ^^^^^ info recursive-chown/root
`);
  });

  it('gives COPY a group where chown takes that of the account', () => {
    checkFix(recursiveChown, 'FROM debian:13\nCOPY app /srv/app\nRUN chown -R www-data: /srv/app\n', 'FROM debian:13\nCOPY --chown=www-data:www-data app /srv/app\nRUN chown www-data: /srv/app\n', 'unsafe');
  });

  it('single files, other trees, owners given by COPY, stages that are left behind, no -R', () => {
    checkClean(recursiveChown, `
FROM alpine:3.24 AS build
COPY . /app
RUN chown -R app /app
FROM alpine:3.24
COPY entrypoint.sh nginx.conf /etc/x/
COPY --chown=app . /app
COPY data /data
RUN chown -R app /etc/x /app /var/log $DIR
RUN chown app /data
RUN cd /mnt && chown -R app data
`);
  });

  it('becomes an option of COPY', () => {
    checkFix(recursiveChown, `
FROM alpine:3.24
RUN adduser -D app
WORKDIR /app
COPY package.json ./
COPY . .
RUN chown -R app:app /app
USER app
`, `
FROM alpine:3.24
RUN adduser -D app
WORKDIR /app
COPY --chown=app:app package.json ./
COPY --chown=app:app . .
RUN chown app:app /app
USER app
`, 'unsafe');
  });

  it('is left alone where others may have put files there', () => {
    for (const text of [
      'FROM alpine:3.24\nRUN mkdir -p /app/data\nCOPY . /app\nRUN chown -R app /app\n',
      'FROM alpine:3.24\nCOPY . /app\nRUN make -C /app\nRUN chown -R app /app\n',
      'FROM alpine:3.24\nCOPY . /app\nRUN adduser -D app && chown -R app /app\n',
    ]) checkFix(recursiveChown, text, text, 'unsafe');
  });
});
