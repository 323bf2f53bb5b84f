import { gemfileCopied } from '../../../server/src/lint/rules/dockerfile/gemfile-copied';
import { checkClean, checkRule } from '../../helpers/rules';

describe('gemfile-copied', () => {
  it('marks the copy', () => {
    checkRule(gemfileCopied, `
# syntax=docker/dockerfile:1
FROM ruby:3.4-slim
COPY ./Gemfile Gemfile.lock ./
^^^^ hint gemfile-copied/copied
RUN bundle config set without test
RUN bundle install
COPY . .
`);
  });

  it('is silent elsewhere', () => {
    checkClean(gemfileCopied, 'FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install\n');
    for (const rest of ['FROM ruby:3.4-slim\nCOPY Gemfile Gemfile.lock ./', 'FROM debian:13\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install', 'FROM ruby:3.4 AS dev\nCOPY Gemfile Gemfile.lock ./\nRUN bundle install', 'FROM ruby:3.4\nCOPY Gemfile vendor ./\nRUN bundle install', 'FROM ruby:3.4\nCOPY --from=x Gemfile ./\nRUN bundle install']) {
      checkClean(gemfileCopied, `# syntax=docker/dockerfile:1\n${rest}\n`);
    }
  });
});
