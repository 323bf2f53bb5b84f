import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { harmlessPipe } from '../../../server/src/lint/rules/dockerfile/harmless-pipe';

describe('harmless-pipe', () => {
  it('echo and printf', () => {
    checkRule(harmlessPipe, `
FROM debian:13
RUN echo "a:b" | chpasswd
               ^ hint harmless-pipe/open
RUN printf x | cat | tee y && ls
             ^ hint harmless-pipe/open
RUN printf x | tee y
             ^ hint harmless-pipe/open
RUN curl https://example.com | tar -xJf -
                             ^ hint harmless-pipe/open
`);
  });

  it('with pipefail, and what the other rule tells', () => {
    checkClean(harmlessPipe, `
FROM debian:13
RUN ls | wc && echo a | tee b
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo a | tee b
`);
  });

  it('has an unsafe fix', () => {
    checkFix(harmlessPipe, `
FROM debian:13
RUN echo a | tee b
`, `
FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN echo a | tee b
`, 'unsafe');
  });
});
