import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unreachableStage } from '../../../server/src/lint/rules/dockerfile/unreachable-stage';

describe('unreachable-stage', () => {
  it('stages without a name', () => {
    checkRule(unreachableStage, `
FROM alpine:3.24
     ^^^^^^^^^^^ warning unreachable-stage/unused
RUN true
FROM alpine:3.24 AS named
FROM alpine:3.24
`);
  });

  it('named ones too, where asked', () => {
    checkRule(unreachableStage, `
FROM alpine:3.24 AS base
FROM base AS test
     ^^^^ warning unreachable-stage/unused
FROM alpine:3.24
`, { options: { named: true } });
  });

  it('used stages', () => {
    checkClean(unreachableStage, `
FROM alpine:3.24
FROM alpine:3.24 AS b
FROM b AS c
FROM alpine:3.24
COPY --from=0 /a /a
RUN --mount=from=c,target=/c true
`);
  });

  it('has an unsafe fix', () => {
    checkFix(unreachableStage, `
FROM alpine:3.24
RUN true
# last
FROM alpine:3.24
`, `
# last
FROM alpine:3.24
`, 'unsafe');
  });
});
