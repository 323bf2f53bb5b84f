import { yjitOff } from '../../../server/src/lint/rules/dockerfile/yjit-off';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('yjit-off', () => {
  it('marks what starts the application', () => {
    checkRule(yjitOff, `
FROM ruby:3.3-slim
ENTRYPOINT ["bin/entry"]
CMD ["bin/rails", "server"]
^^^ hint yjit-off/off
`);
  });

  it('is silent where it is on or not there', () => {
    for (const text of ['FROM ruby:3.3\nENV RUBYOPT=--yjit\nCMD puma', 'FROM ruby:3.3\nENV RUBY_YJIT_ENABLE=1\nCMD puma', 'FROM ruby:3.3\nCMD ["rails", "s", "--yjit"]', 'FROM ruby:3.2\nCMD puma', 'FROM ruby:3.4', 'FROM debian:13\nCMD puma', 'FROM ruby:3.4 AS dev\nCMD puma']) {
      checkClean(yjitOff, text);
    }
  });

  it('sets the variable', () => {
    checkFix(yjitOff, 'FROM ruby:3.4\nCMD ["puma"]\n', 'FROM ruby:3.4\nENV RUBY_YJIT_ENABLE=1\nCMD ["puma"]\n', 'unsafe');
  });
});
