import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { stageNameCasing } from '../../../server/src/lint/rules/dockerfile/stage-name-casing';

describe('stage-name-casing', () => {
  it('upper case letters', () => {
    checkRule(stageNameCasing, `
FROM alpine AS Build
               ^^^^^ info stage-name-casing/upper
FROM Build AS next
`);
  });

  it('lower case', () => {
    checkClean(stageNameCasing, `
FROM alpine AS build
FROM build
`);
  });

  it('references follow', () => {
    checkFix(stageNameCasing, `
FROM alpine AS Build
FROM Build
COPY --from=BUILD /a /b
COPY --from=build /a /b
RUN --mount=from=Build,target=/b true
`, `
FROM alpine AS build
FROM build
COPY --from=build /a /b
COPY --from=build /a /b
RUN --mount=from=build,target=/b true
`);
  });
});
