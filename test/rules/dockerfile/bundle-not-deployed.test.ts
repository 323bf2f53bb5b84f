import { bundleNotDeployed } from '../../../server/src/lint/rules/dockerfile/bundle-not-deployed';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('bundle-not-deployed', () => {
  it('marks the first install of a stage', () => {
    checkRule(bundleNotDeployed, `
FROM ruby:3.4-slim
RUN bundle config set --local frozen true && bundle install --jobs 4
                                                    ^^^^^^^ info bundle-not-deployed/deployment
RUN bundle install
FROM ruby:3.4-slim
ENV BUNDLE_DEPLOYMENT="false"
RUN bundle install
           ^^^^^^^ info bundle-not-deployed/deployment
`);
  });

  it('knows every way to set it', () => {
    checkClean(bundleNotDeployed, `
FROM ruby:3.4-slim
RUN bundle config set --local deployment 'true' && bundle install
FROM ruby:3.4-slim
RUN bundle install --deployment
FROM ruby:3.4-slim
RUN BUNDLE_DEPLOYMENT=1 bundle install
FROM ruby:3.4-slim AS base
ENV BUNDLE_DEPLOYMENT=1
FROM base
RUN bundle install
FROM ruby:3.4-slim AS test
RUN bundle install
FROM debian:13
RUN bundle install
`);
  });

  it('sets the variable', () => {
    checkFix(bundleNotDeployed, 'FROM ruby:3.4\n# gems\nRUN bundle install\n', 'FROM ruby:3.4\nENV BUNDLE_DEPLOYMENT=1\n# gems\nRUN bundle install\n', 'unsafe');
  });
});
