import { checkClean, checkRule } from '../../helpers/rules';
import { configureWithoutBuild } from '../../../server/src/lint/rules/dockerfile/configure-without-build';

describe('configure-without-build', () => {
  it('without the triplet', () => {
    checkRule(configureWithoutBuild, `
FROM alpine:3.24
RUN ./configure --prefix=/usr && make
    ^^^^^^^^^^^ hint configure-without-build/guess
RUN /src/x/configure
    ^^^^^^^^^^^^^^^^ hint configure-without-build/guess
`);
  });

  it('with it, and other commands', () => {
    checkClean(configureWithoutBuild, `
FROM alpine:3.24
RUN ./configure --build=x86_64-linux-musl && make
RUN ./configure --help; npm configure; dpkg --configure -a
`);
  });
});
