import assert from 'node:assert/strict';
import { opcacheOff } from '../../../server/src/lint/rules/dockerfile/opcache-off';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';

describe('opcache-off', () => {
  it('marks the image', () => {
    checkRule(opcacheOff, `
FROM php:8.3-fpm-alpine
     ^^^^^^^^^^^^^^^^^^ hint opcache-off/off
COPY <<EOF /usr/local/etc/php/conf.d/perf.ini
; opcache.enable=1
memory_limit=256M
EOF
`);
    checkRule(opcacheOff, `
FROM debian:13
     ^^^^^^^^^ hint opcache-off/off
ENTRYPOINT ["docker-entrypoint.sh"]
CMD ["php-fpm8.3", "-F"]
`);
  });

  it('follows it through stages', () => {
    checkClean(opcacheOff, 'FROM php:8.4-fpm AS a\nRUN docker-php-ext-install opcache\nFROM php:8.4-fpm AS b\nCOPY --from=a /usr/local/lib/php/extensions/ /x/\nFROM php:8.4-fpm\nCOPY --from=b /usr/local/etc/php/conf.d/ /usr/local/etc/php/conf.d/\n');
    assert.equal(findingsOf(opcacheOff, 'FROM php:8.4-fpm AS a\nRUN docker-php-ext-install gd\nFROM php:8.4-fpm\nCOPY --from=a /usr/local/ /usr/local/\n').length, 1);
  });

  it('is silent where it is on, or may be', () => {
    for (const rest of ['RUN docker-php-ext-install gd opcache', 'RUN apt-get install -y php8.3-opcache', 'COPY <<EOF /usr/local/etc/php/conf.d/a.ini\nopcache.enable=1\nEOF', 'COPY php.ini /usr/local/etc/php/']) checkClean(opcacheOff, `FROM php:8.4-fpm\n${rest}\n`);
    for (const text of ['FROM php:8.4-cli', 'FROM php:8.5-fpm', 'FROM php', 'FROM php:8.4-fpm AS dev', 'FROM alpine:3.24\nRUN x']) checkClean(opcacheOff, text);
  });
});
