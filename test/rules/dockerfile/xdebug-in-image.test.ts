import { xdebugInImage } from '../../../server/src/lint/rules/dockerfile/xdebug-in-image';
import { checkClean, checkRule } from '../../helpers/rules';

describe('xdebug-in-image', () => {
  it('marks the package in the final image', () => {
    checkRule(xdebugInImage, `
FROM php:8.4-cli AS base
RUN pecl install redis xdebug-3.4.5 && docker-php-ext-enable xdebug
                       ^^^^^^^^^^^^ warning xdebug-in-image/xdebug
                                                             ^^^^^^ warning xdebug-in-image/xdebug
FROM php:8.4-cli AS tests
RUN docker-php-ext-install xdebug
FROM base AS device
RUN apt-get install -y php-xdebug && apk add php83-pecl-xdebug && docker-php-ext-install gd
                       ^^^^^^^^^^ warning xdebug-in-image/xdebug
                                             ^^^^^^^^^^^^^^^^^ warning xdebug-in-image/xdebug
`);
  });

  it('leaves other stages and removal alone', () => {
    checkClean(xdebugInImage, 'FROM php:8.4 AS build\nRUN pecl install xdebug\nFROM php:8.4\nRUN pecl uninstall xdebug && apt-get purge -y php-xdebug\n');
    checkClean(xdebugInImage, 'FROM php:8.4 AS app.debug\nRUN pecl install xdebug\n');
  });

  it('is silent where a build argument decides', () => {
    checkClean(xdebugInImage, 'FROM php:8.5\nARG INSTALL_XDEBUG=false\nRUN if [ ${INSTALL_XDEBUG} = true ]; then \\\n  if [ $(php -r "echo PHP_MAJOR_VERSION;") = 8 ]; then pecl install xdebug; fi; \\\n  docker-php-ext-enable xdebug; fi\n');
    checkClean(xdebugInImage, 'FROM php:8.5\nARG DEBUG\nRUN [ -n "$DEBUG" ] && pecl install xdebug && docker-php-ext-enable xdebug || true\n');
    checkRule(xdebugInImage, 'FROM php:8.5\nARG DEBUG=1\nARG V\nRUN if [ "$DEBUG" = 1 ]; then pecl install xdebug; fi && echo "$V"\n                                           ^^^^^^ warning xdebug-in-image/xdebug\n');
  });

  it('is silent in a file for development', () => {
    checkClean(xdebugInImage, 'FROM php:8.5\nRUN pecl install xdebug\n', { uri: 'file:///project/Dockerfile-dev' });
  });
});
