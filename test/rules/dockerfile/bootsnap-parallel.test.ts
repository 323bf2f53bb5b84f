import { bootsnapParallel } from '../../../server/src/lint/rules/dockerfile/bootsnap-parallel';
import { checkFix, checkRule } from '../../helpers/rules';

describe('bootsnap-parallel', () => {
  it('marks the subcommand', () => {
    checkRule(bootsnapParallel, `
FROM ruby:3.4-slim
RUN bundle install && bundle exec bootsnap precompile app/ lib/ && other -j 1
                                           ^^^^^^^^^^ hint bootsnap-parallel/parallel
RUN bootsnap precompile -j 4 app/
             ^^^^^^^^^^ hint bootsnap-parallel/parallel
RUN bundle exec bootsnap precompile -j 1 app/ && bootsnap precompile -j1 && bootsnap precompile --jobs 1 && bootsnap doctor
RUN if [ "$BUILDPLATFORM" = "$TARGETPLATFORM" ]; then bootsnap precompile app/; fi
FROM node:24
RUN bootsnap precompile app/
`);
  });

  it('adds the option', () => {
    checkFix(bootsnapParallel, 'FROM ruby:3.4\nRUN bundle exec bootsnap precompile app/\n', 'FROM ruby:3.4\nRUN bundle exec bootsnap precompile -j 1 app/\n', 'unsafe');
  });
});
