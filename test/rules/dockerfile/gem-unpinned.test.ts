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
});
