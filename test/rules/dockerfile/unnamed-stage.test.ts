import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unnamedStage } from '../../../server/src/lint/rules/dockerfile/unnamed-stage';

describe('unnamed-stage', () => {
  it('with and without a name', () => {
    checkRule(unnamedStage, `
FROM alpine
FROM alpine AS two
FROM alpine
COPY --from=0 /a /a
            ^ info unnamed-stage/unnamed
COPY --from=1 /a /a
            ^ info unnamed-stage/number
`);
  });

  it('names, images, and numbers of no stage', () => {
    checkClean(unnamedStage, `
FROM alpine AS one
FROM alpine
COPY --from=one /a /a
COPY --from=busybox:1 /a /a
COPY --from=7 /a /a
`);
  });

  it('names the stage, or uses its name', () => {
    checkFix(unnamedStage, `
FROM alpine
FROM alpine AS build
FROM alpine
COPY --from=0 /a /a
COPY --from=0 /b /b
COPY --from=1 /a /a
`, `
FROM alpine AS build2
FROM alpine AS build
FROM alpine
COPY --from=build2 /a /a
COPY --from=build2 /b /b
COPY --from=build /a /a
`);
    checkFix(unnamedStage, `
FROM alpine
FROM debian
FROM alpine
COPY --from=0 /a /a
COPY --from=1 /b /b
`, `
FROM alpine AS build
FROM debian AS build2
FROM alpine
COPY --from=build /a /a
COPY --from=build2 /b /b
`);
    const described = `
# Builds it
FROM alpine
FROM alpine
COPY --from=0 /a /a
`;
    checkFix(unnamedStage, described, described);
  });
});
