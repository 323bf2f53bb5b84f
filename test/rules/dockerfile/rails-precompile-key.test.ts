import { railsPrecompileKey } from '../../../server/src/lint/rules/dockerfile/rails-precompile-key';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('rails-precompile-key', () => {
  it('marks the task', () => {
    checkRule(railsPrecompileKey, `
FROM ruby:3.4-slim AS build
ENV RAILS_ENV=production
RUN bundle install && RAILS_ENV=production bundle exec rake assets:precompile
                                                            ^^^^^^^^^^^^^^^^^ warning rails-precompile-key/missing
RUN echo first; SECRET_KEY_BASE_DUMMY=1 echo second && bin/rails assets:precompile
                                                                 ^^^^^^^^^^^^^^^^^ warning rails-precompile-key/missing
RUN rake assets:precompile RACK_ENV=production
         ^^^^^^^^^^^^^^^^^ warning rails-precompile-key/missing
FROM ruby:3.4-slim
`);
  });

  it('is silent where a key is there, and elsewhere', () => {
    for (const lines of ['RUN SECRET_KEY_BASE=1 bin/rails assets:precompile', 'RUN export SECRET_KEY_BASE_DUMMY=1 && bin/rails assets:precompile', 'RUN env SECRET_KEY_BASE_DUMMY="x" bin/rails assets:precompile', 'ENV SECRET_KEY_BASE_DUMMY=1\nRUN bin/rails assets:precompile', 'RUN --mount=type=secret,id=k bin/rails assets:precompile', 'RUN bundle install']) {
      checkClean(railsPrecompileKey, `FROM ruby:3.4-slim\nENV RAILS_ENV=production\n${lines}\n`);
    }
    checkClean(railsPrecompileKey, 'FROM ruby:3.4-slim AS dev\nRUN bin/rails assets:precompile\n');
    checkClean(railsPrecompileKey, 'FROM ruby:3.4-slim\nRUN bin/rails assets:precompile\nRUN RAILS_ENV=test rake assets:precompile\n');
    checkClean(railsPrecompileKey, 'FROM debian:13\nRUN bin/rails assets:precompile\n');
  });

  it('sets the variable', () => {
    checkFix(railsPrecompileKey, 'FROM ruby:3.4-slim\nENV RAILS_ENV=production\nRUN bundle install && A=b bin/rails assets:precompile\n', 'FROM ruby:3.4-slim\nENV RAILS_ENV=production\nRUN bundle install && SECRET_KEY_BASE_DUMMY=1 A=b bin/rails assets:precompile\n', 'unsafe');
    checkFix(railsPrecompileKey, 'FROM ruby:3.4-slim\nRUN ["rake", "assets:precompile"]\n', 'FROM ruby:3.4-slim\nRUN ["rake", "assets:precompile"]\n', 'unsafe');
  });

  it('is silent where Ruby is too old for Rails that knows the variable', () => {
    checkClean(railsPrecompileKey, 'FROM ruby:2.6.2 AS base\nENV RAILS_ENV=production\nRUN rake assets:precompile\n');
    checkRule(railsPrecompileKey, 'FROM ruby:2.7-slim\nENV RAILS_ENV=production\nRUN rake assets:precompile\n         ^^^^^^^^^^^^^^^^^ warning rails-precompile-key/missing\n');
  });
});
