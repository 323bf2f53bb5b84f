import { bundleDeprecatedOption } from '../../../server/src/lint/rules/dockerfile/bundle-deprecated-option';
import { checkFix, checkRule } from '../../helpers/rules';

describe('bundle-deprecated-option', () => {
  it('marks every option', () => {
    checkRule(bundleDeprecatedOption, `
FROM ruby:3.4-slim
RUN bundle install --without development --deployment --jobs 4
                   ^^^^^^^^^ info bundle-deprecated-option/deprecated
                                         ^^^^^^^^^^^^ info bundle-deprecated-option/deprecated
RUN bundle install --path=vendor
                   ^^^^^^^^^^^^^ info bundle-deprecated-option/deprecated
RUN bundle install --jobs 4 && bundle exec rake --path x
FROM ruby:3.4-slim AS dev
RUN bundle install --without test
`);
  });

  it('writes settings', () => {
    checkFix(bundleDeprecatedOption, `
FROM ruby:3.4-slim
RUN cd /app && bundle install --without "development test" --deployment -j4
`, `
FROM ruby:3.4-slim
RUN cd /app && bundle config set --local without "development test" && bundle config set --local deployment true && bundle install -j4
`, 'unsafe');
  });

  it('takes all groups along, up to the next option', () => {
    checkFix(bundleDeprecatedOption, `
FROM ruby:3.4-slim
RUN bundle install --without test development && bundle check
RUN bundle install --without test development --jobs 4 --path vendor
RUN bundle install --jobs 4 --without development \\
      test
`, `
FROM ruby:3.4-slim
RUN bundle config set --local without test development && bundle install && bundle check
RUN bundle config set --local without test development && bundle config set --local path vendor && bundle install --jobs 4
RUN bundle config set --local without development test && bundle install --jobs 4
`, 'unsafe');
  });
});
