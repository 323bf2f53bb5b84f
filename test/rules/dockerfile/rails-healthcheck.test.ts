import { railsHealthcheck } from '../../../server/src/lint/rules/dockerfile/rails-healthcheck';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('rails-healthcheck', () => {
  it('marks the image of a server without a check', () => {
    for (const start of ['CMD ["bin/rails", "s"]', 'CMD bundle exec puma -C config/puma.rb', 'ENTRYPOINT ["puma"]\nCMD ["-C", "config/puma.rb"]', 'ENTRYPOINT ["bin/entrypoint"]\nCMD ["rails", "server"]']) {
      checkRule(railsHealthcheck, `FROM ruby:3.4-slim\n     ^^^^^^^^^^^^^ hint rails-healthcheck/none\n${start}\n`);
    }
  });

  it('marks a program that the image does not have', () => {
    checkRule(railsHealthcheck, `
FROM ruby:3.4-slim
HEALTHCHECK CMD curl -fsS http://127.0.0.1:3000/up || exit 1
                ^^^^ hint rails-healthcheck/tool
CMD ["bin/rails", "server"]
`);
    checkRule(railsHealthcheck, `
FROM ruby:3.4-slim
HEALTHCHECK CMD wget -q --spider http://127.0.0.1:3000/up
                ^^^^ hint rails-healthcheck/tool
CMD ["bin/rails", "server"]
`);
  });

  it('is silent about jobs, other checks, and tools that are there', () => {
    for (const rest of ['CMD ["bin/rails", "db:migrate"]', 'CMD ["bundle", "exec", "sidekiq"]', 'HEALTHCHECK NONE\nCMD ["puma"]', 'HEALTHCHECK CMD ["ruby", "-e", "exit 0"]\nCMD ["puma"]', 'RUN apt-get install -y curl\nHEALTHCHECK CMD curl -f http://localhost/up\nCMD ["puma"]']) {
      checkClean(railsHealthcheck, `FROM ruby:3.4-slim\n${rest}\n`);
    }
    checkClean(railsHealthcheck, 'FROM ruby:3.4\nHEALTHCHECK CMD curl -f http://localhost/up\nCMD ["puma"]\n');
    checkClean(railsHealthcheck, 'FROM ruby:3.4-alpine\nHEALTHCHECK CMD wget -qO- http://localhost/up\nCMD ["puma"]\n');
    checkClean(railsHealthcheck, 'FROM ruby:3.4-slim AS dev\nCMD ["puma"]\n');
    checkClean(railsHealthcheck, 'FROM ruby:3.4-slim AS base\nHEALTHCHECK CMD ["ruby", "x.rb"]\nFROM base\nCMD ["puma"]\n');
  });

  it('asks with Ruby', () => {
    checkFix(railsHealthcheck, 'FROM ruby:3.4-slim\nCMD ["puma"]\n', "FROM ruby:3.4-slim\nHEALTHCHECK CMD [\"ruby\", \"-rnet/http\", \"-e\", \"exit Net::HTTP.get_response(URI('http://localhost:3000/up')).is_a?(Net::HTTPSuccess)\"]\nCMD [\"puma\"]\n", 'unsafe');
  });
});
