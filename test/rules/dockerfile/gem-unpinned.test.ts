import { gemUnpinned } from '../../../server/src/lint/rules/dockerfile/gem-unpinned';
import { checkRule } from '../../helpers/rules';

describe('gem-unpinned', () => {
  it('marks the package', () => {
    checkRule(gemUnpinned, `
FROM ruby:3.4-slim
RUN gem install rails
                ^^^^^ info gem-unpinned/unpinned
RUN gem install rails:8.1.1
`);
  });

  it('leaves options of native extensions alone', () => {
    checkRule(gemUnpinned, `
FROM ruby:3.4-slim
RUN gem install nokogiri:1.18.10 -- --use-system-libraries true
RUN gem install nokogiri -v 1.18.10
RUN gem install nokogiri -- --use-system-libraries
                ^^^^^^^^ info gem-unpinned/unpinned
`);
  });
});
