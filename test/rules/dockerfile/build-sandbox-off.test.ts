import { buildSandboxOff } from '../../../server/src/lint/rules/dockerfile/build-sandbox-off';
import { checkFix, checkRule } from '../../helpers/rules';

describe('build-sandbox-off', () => {
  it('marks the flag, also from an argument', () => {
    checkRule(buildSandboxOff, `
# syntax=docker/dockerfile:1-labs
FROM alpine:3.24
ARG SECURITY=insecure
RUN --network=none --security=insecure ["make"]
                   ^^^^^^^^^^^^^^^^^^^ warning build-sandbox-off/insecure
RUN --security=$SECURITY make
    ^^^^^^^^^^^^^^^^^^^^ warning build-sandbox-off/insecure
RUN --security=sandbox make
RUN --security=INSECURE make
RUN make --security=insecure
`);
  });

  it('removes it', () => {
    checkFix(buildSandboxOff, 'FROM alpine:3.24\nRUN --security=insecure --network=none make\n', 'FROM alpine:3.24\nRUN --network=none make\n', 'unsafe');
  });
});
