import { bundlerInstalledAgain } from '../../../server/src/lint/rules/dockerfile/bundler-installed-again';
import { checkFix, checkRule } from '../../helpers/rules';

describe('bundler-installed-again', () => {
  it('marks the package', () => {
    checkRule(bundlerInstalledAgain, `
FROM ruby:3.4-slim AS base
RUN gem install -v 2.5.6 bundler
                         ^^^^^^^ info bundler-installed-again/again
FROM base
RUN gem install rake bundler:2.5
                     ^^^^^^^^^^^ info bundler-installed-again/again
FROM debian:13
RUN gem install bundler
FROM ruby:3.4 AS dev
RUN gem install bundler
`);
  });

  it('takes it out', () => {
    checkFix(bundlerInstalledAgain, 'FROM ruby:3.4\nRUN gem install bundler && bundle install\nRUN gem install bundler rake\n', 'FROM ruby:3.4\nRUN bundle install\nRUN gem install bundler rake\n', 'unsafe');
  });
});
