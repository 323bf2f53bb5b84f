import { composerWithDev } from '../../../server/src/lint/rules/dockerfile/composer-with-dev';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('composer-with-dev', () => {
  it('marks the subcommand', () => {
    checkRule(composerWithDev, `
FROM php:8.4-cli AS build
RUN composer install
             ^^^^^^^ info composer-with-dev/dev
FROM php:8.4-cli AS test
RUN composer install
FROM php:8.4-cli
COPY --from=build /app /app
RUN ["composer", "install"]
                 ^^^^^^^^^ info composer-with-dev/dev
RUN composer install --no-dev && COMPOSER_NO_DEV=1 composer install && composer update
`);
  });

  it('adds the option', () => {
    checkFix(composerWithDev, 'FROM php:8.4\nRUN composer install -o\n', 'FROM php:8.4\nRUN composer install --no-dev -o\n', 'unsafe');
  });

  it('leaves a RUN alone that has a form for each kind of image', () => {
    checkClean(composerWithDev, `
FROM php:8.4-cli
RUN if [ "$ENV" = prod ]; then composer install --no-dev; else composer install; fi
`);
  });
});
