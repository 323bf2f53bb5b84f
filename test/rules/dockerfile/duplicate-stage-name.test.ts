import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { duplicateStageName } from '../../../server/src/lint/rules/dockerfile/duplicate-stage-name';

describe('duplicate-stage-name', () => {
  it('upper and lower case are one name', () => {
    checkRule(duplicateStageName, `
FROM alpine AS Build
FROM debian AS other
FROM debian AS build
               ^^^^^ error duplicate-stage-name/taken
FROM debian AS BUILD
               ^^^^^ error duplicate-stage-name/taken
`);
  });

  it('different names, and stages without one', () => {
    checkClean(duplicateStageName, `
FROM alpine AS a
FROM alpine AS b
FROM alpine
FROM alpine
`);
  });

  it('references to the later stage follow', () => {
    checkFix(duplicateStageName, `
FROM alpine AS a
FROM debian AS a
FROM a
COPY --from=a x y
RUN --mount=type=bind,from=a,target=/a true
`, `
FROM alpine AS a
FROM debian AS a2
FROM a2
COPY --from=a2 x y
RUN --mount=type=bind,from=a2,target=/a true
`, 'unsafe');
  });
});
