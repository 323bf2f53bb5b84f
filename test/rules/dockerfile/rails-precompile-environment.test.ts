import { railsPrecompileEnvironment } from '../../../server/src/lint/rules/dockerfile/rails-precompile-environment';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('rails-precompile-environment', () => {
  it('marks the task where neither the environment nor a key is set', () => {
    checkRule(railsPrecompileEnvironment, `
FROM ruby:3.4-slim AS build
RUN bundle install && bin/rails assets:precompile
                                ^^^^^^^^^^^^^^^^^ hint rails-precompile-environment/unset
FROM ruby:3.4-slim
`);
  });

  it('is silent where one of them is', () => {
    for (const lines of ['RUN RAILS_ENV=production rake assets:precompile', 'RUN rake assets:precompile RAILS_ENV=staging', 'ENV RACK_ENV=production\nRUN rake assets:precompile', 'RUN SECRET_KEY_BASE_DUMMY=1 rake assets:precompile', 'ARG RAILS_ENV\nRUN rake assets:precompile']) {
      checkClean(railsPrecompileEnvironment, `FROM ruby:3.4-slim\n${lines}\n`);
    }
    checkClean(railsPrecompileEnvironment, 'FROM ruby:3.4-slim AS dev\nRUN rake assets:precompile\n');
  });

  it('sets both', () => {
    checkFix(railsPrecompileEnvironment, 'FROM ruby:3.4-slim\nRUN bin/rails assets:precompile\n', 'FROM ruby:3.4-slim\nRUN RAILS_ENV=production SECRET_KEY_BASE_DUMMY=1 bin/rails assets:precompile\n', 'unsafe');
  });
});
