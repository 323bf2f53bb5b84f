import { railsStateReadOnly } from '../../../server/src/lint/rules/dockerfile/rails-state-read-only';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('rails-state-read-only', () => {
  it('marks the copy of the application', () => {
    checkRule(railsStateReadOnly, `
FROM ruby:3.4-slim AS build
WORKDIR /rails
COPY . .
FROM ruby:3.4-slim
WORKDIR /rails
RUN chown -R rails log tmp
COPY --from=build /rails /rails
^^^^ warning rails-state-read-only/owned
USER rails:rails
CMD ["bin/rails", "server"]
`);
    checkRule(railsStateReadOnly, `
FROM ruby:3.4-slim
WORKDIR /app
COPY . /app
^^^^ warning rails-state-read-only/owned
USER 1000
ENTRYPOINT ["bundle", "exec", "puma"]
`);
  });

  it('is silent where the directories can be written', () => {
    for (const lines of ['COPY --chown=rails . .', 'COPY . .\nRUN chown -R rails:rails db log storage tmp', 'COPY . .\nRUN chown -R rails .', 'COPY . .\nRUN chown -R rails /rails', 'COPY Gemfile ./']) {
      checkClean(railsStateReadOnly, `FROM ruby:3.4-slim\nWORKDIR /rails\n${lines}\nUSER rails\nCMD ["bin/rails", "server"]\n`);
    }
    checkClean(railsStateReadOnly, 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY . .\nCMD ["bin/rails", "server"]\n');
    checkClean(railsStateReadOnly, 'FROM debian:13\nWORKDIR /rails\nCOPY . .\nUSER app\nCMD ["bin/rails", "server"]\n');
    checkClean(railsStateReadOnly, 'FROM ruby:3.4-slim\nWORKDIR /x\nCOPY . .\nUSER app\nCMD ["ruby", "x.rb"]\n');
  });

  it('gives the files to the user', () => {
    checkFix(railsStateReadOnly, 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY . .\nUSER 1000:1000\nCMD rails s\n', 'FROM ruby:3.4-slim\nWORKDIR /rails\nCOPY --chown=1000:1000 . .\nUSER 1000:1000\nCMD rails s\n', 'unsafe');
  });
});
