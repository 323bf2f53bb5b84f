import { cmdReset } from '../../../server/src/lint/rules/dockerfile/cmd-reset';
import { checkClean, checkRule } from '../../helpers/rules';

describe('cmd-reset', () => {
  it('the CMD of a stage further up the chain', () => {
    checkRule(cmdReset, `
FROM alpine:3.24 AS base
CMD ["-p", "8080"]
FROM base AS middle
RUN touch /x
FROM middle
ENTRYPOINT ["httpd"]
^^^^^^^^^^ info cmd-reset/reset
`);
  });

  it('a CMD of its own, one that was dropped already, one that belongs to the ENTRYPOINT above it, another stage', () => {
    checkClean(cmdReset, `
FROM alpine:3.24 AS base
CMD ["-p", "8080"]
FROM base
CMD ["-p", "80"]
ENTRYPOINT ["httpd"]
FROM alpine:3.24 AS other
ENTRYPOINT ["httpd"]
FROM other
ENTRYPOINT ["top"]
FROM alpine:3.24
ENTRYPOINT ["httpd"]
`);
  });

  it('names a CMD once', () => {
    checkRule(cmdReset, `
FROM alpine:3.24 AS base
CMD ["-p", "8080"]
FROM base AS one
ENTRYPOINT ["httpd"]
^^^^^^^^^^ info cmd-reset/reset
FROM one
ENTRYPOINT ["top"]
`);
  });
});
