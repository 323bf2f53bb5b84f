import { bundleWithDevelopment } from '../../../server/src/lint/rules/dockerfile/bundle-with-development';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('bundle-with-development', () => {
  it('marks the first install of a stage', () => {
    checkRule(bundleWithDevelopment, `
FROM ruby:3.4-slim AS build
RUN bundle install
           ^^^^^^^ info bundle-with-development/development
ENV BUNDLE_WITHOUT=development
FROM ruby:3.4-slim
ENV BUNDLE_ONLY=default
RUN bundle install && bundle install
           ^^^^^^^ info bundle-with-development/development
`);
  });

  it('knows every way to leave it out', () => {
    checkClean(bundleWithDevelopment, `
FROM ruby:3.4-slim AS base
ENV BUNDLE_WITHOUT="development test"
FROM base
RUN bundle install
FROM ruby:3.4-slim
ENV BUNDLE_ONLY=default:production
RUN bundle install
FROM ruby:3.4-slim
RUN bundle config set without development:test
RUN bundle install
FROM ruby:3.4-slim
RUN bundle install --without development
FROM ruby:3.4-slim
ENV RAILS_ENV=test
RUN bundle install
FROM python:3.14
RUN bundle install
`);
  });

  it('sets the variable', () => {
    checkFix(bundleWithDevelopment, 'FROM ruby:3.4\nRUN bundle install\n', 'FROM ruby:3.4\nENV BUNDLE_WITHOUT=development:test\nRUN bundle install\n', 'unsafe');
  });
});
