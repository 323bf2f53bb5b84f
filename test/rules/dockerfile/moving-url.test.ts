import { movingUrl } from '../../../server/src/lint/rules/dockerfile/moving-url';
import { checkRule } from '../../helpers/rules';

describe('moving-url', () => {
  it('marks the address', () => {
    checkRule(movingUrl, `
FROM alpine:3.24
RUN curl -fsSLO https://github.com/acme/x/releases/latest/download/x
                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info moving-url/moving
ADD https://raw.githubusercontent.com/acme/x/master/install.sh /x
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info moving-url/moving
RUN wget https://github.com/acme/x/archive/refs/heads/main.tar.gz
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info moving-url/moving
`);
  });

  it('leaves versions, commits and questions alone', () => {
    checkRule(movingUrl, `
FROM alpine:3.24
RUN curl -fsSLO https://github.com/acme/x/releases/download/v1.2/x
RUN curl -fsSL https://raw.githubusercontent.com/acme/x/v1.2/install.sh -o x
RUN curl -fsSL https://api.github.com/repos/acme/x/releases/latest
`);
  });
});
