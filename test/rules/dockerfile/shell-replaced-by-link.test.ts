import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { shellReplacedByLink } from '../../../server/src/lint/rules/dockerfile/shell-replaced-by-link';

describe('shell-replaced-by-link', () => {
  it('in each form', () => {
    checkRule(shellReplacedByLink, `
FROM debian:13
RUN ln -sf /bin/bash /bin/sh
                     ^^^^^^^ warning shell-replaced-by-link/link
RUN apt-get update && ln -s bash /bin/sh
                                 ^^^^^^^ warning shell-replaced-by-link/link
RUN ["ln", "-sf", "/bin/bash", "/bin/sh"]
                               ^^^^^^^^^ warning shell-replaced-by-link/link
`);
  });

  it('other links', () => {
    checkClean(shellReplacedByLink, `
FROM debian:13
RUN ln -s /bin/sh /bin/x && ln -sf /usr/bin/python3 /usr/bin/python
RUN echo ln -sf /bin/bash /bin/sh
`);
    checkClean(shellReplacedByLink, 'FROM gcr.io/distroless/static:debug\nSHELL ["/busybox/sh", "-c"]\nRUN ln -s /busybox/sh /bin/sh\n');
  });

  it('alone', () => {
    checkFix(shellReplacedByLink, `
FROM debian:13
RUN ln -sf /bin/bash /bin/sh && rm /bin/sh.distrib
RUN rm /bin/sh && ln -s /bin/bash /bin/sh
RUN ln -sf bash /bin/sh
`, `
FROM debian:13
RUN ln -sf /bin/bash /bin/sh && rm /bin/sh.distrib
RUN rm /bin/sh && ln -s /bin/bash /bin/sh
SHELL ["/bin/bash", "-c"]
`, 'unsafe');
  });
});
