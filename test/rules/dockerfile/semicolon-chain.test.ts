import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { semicolonChain } from '../../../server/src/lint/rules/dockerfile/semicolon-chain';

describe('semicolon-chain', () => {
  it('the first semicolon that hides a failure', () => {
    checkRule(semicolonChain, `
FROM debian:13
RUN apt-get update; apt-get install -y curl ; make
                  ^ warning semicolon-chain/lost
RUN cd /app; \\
           ^ warning semicolon-chain/lost
    make && make install; make test
RUN a && b; c
          ^ warning semicolon-chain/lost
RUN a; exit 1
     ^ warning semicolon-chain/lost
`);
  });

  it('set -e, shells with -e, what may fail, loops, subshells', () => {
    checkClean(semicolonChain, `
FROM debian:13
RUN set -eux; apt-get update; make
RUN set -o errexit; make; make test
RUN echo a; make
RUN make || true; make test
RUN for f in a b; do make $f; done; ls
RUN if [ -f x ]; then make; fi; ls
RUN (make; ls)
RUN A=b; make
RUN mkdir x && chown app x 2>/dev/null; true
RUN make; make test; exit 0
RUN make; :
RUN find . -exec rm {} \\;
RUN <<EOF
make; make test
EOF
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN make; make test
`);
  });

  it('all of them', () => {
    checkFix(semicolonChain, `
FROM debian:13
RUN apt-get update; apt-get install -y curl ; make
RUN cd /app; \\
    make
`, `
FROM debian:13
RUN apt-get update && apt-get install -y curl && make
RUN cd /app && \\
    make
`, 'unsafe');
  });
});
