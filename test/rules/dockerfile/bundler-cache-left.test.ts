import { bundlerCacheLeft } from '../../../server/src/lint/rules/dockerfile/bundler-cache-left';
import { checkFix, checkRule } from '../../helpers/rules';

describe('bundler-cache-left', () => {
  it('judges the official image', () => {
    checkRule(bundlerCacheLeft, `
FROM ruby:3.4-slim
RUN rm -rf ~/.bundle && bundle install
                               ^^^^^^^ info bundler-cache-left/left
RUN bundle install && rm -rf ~/.bundle/cache "$BUNDLE_PATH"/ruby/*/cache
RUN bundle install && bundle clean --force
RUN --mount=type=cache,target=/usr/local/bundle/cache bundle install
FROM debian:13
RUN bundle install
`);
  });

  it('removes them', () => {
    checkFix(bundlerCacheLeft, 'FROM ruby:3.4\nRUN bundle install\n', 'FROM ruby:3.4\nRUN bundle install && rm -rf ~/.bundle/cache /usr/local/bundle/cache\n');
  });
});
