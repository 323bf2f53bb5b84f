import { hostNetworkInBuild } from '../../../server/src/lint/rules/dockerfile/host-network-in-build';
import { checkFix, checkRule } from '../../helpers/rules';

describe('host-network-in-build', () => {
  it('marks the flag, also from an argument', () => {
    checkRule(hostNetworkInBuild, `
FROM alpine:3.24
ARG NET=host
RUN --network=host make
    ^^^^^^^^^^^^^^ warning host-network-in-build/host
RUN --mount=type=cache,target=/c \\
  --network=$NET make
  ^^^^^^^^^^^^^^ warning host-network-in-build/host
ONBUILD RUN --network=host make
            ^^^^^^^^^^^^^^ warning host-network-in-build/host
RUN --network=none make && docker build --network=host .
RUN --network=$UNKNOWN make
`);
  });

  it('removes it', () => {
    checkFix(hostNetworkInBuild, 'FROM alpine:3.24\nRUN --network=host make\n', 'FROM alpine:3.24\nRUN make\n', 'unsafe');
  });
});
