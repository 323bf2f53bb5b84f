import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unknownStage } from '../../../server/src/lint/rules/dockerfile/unknown-stage';

describe('unknown-stage', () => {
  it('misspelt, later, or no such number', () => {
    checkRule(unknownStage, `
FROM alpine AS build
COPY --from=last /a /a
            ^^^^ error unknown-stage/later
FROM alpine
COPY --from=biuld /a /a
            ^^^^^ error unknown-stage/misspelt
COPY --from=5 /a /a
            ^ error unknown-stage/number
RUN --mount=type=bind,from=0,target=/x true
                           ^ error unknown-stage/mount-number
FROM alpine AS last
`);
  });

  it('leaves other plain names to the rule for them', () => {
    checkClean(unknownStage, 'FROM alpine\nCOPY --from=assets /a /a\n');
  });

  it('stages, images, numbers, contexts with a variable, and its own stage', () => {
    checkClean(unknownStage, `
FROM alpine AS build
FROM alpine AS self
COPY --from=build /a /a
COPY --from=0 /a /a
COPY --from=busybox:1.37 /a /a
COPY --from=composer /a /a
COPY --from=ghcr.io/x/y /a /a
COPY --from=alpine@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1 /a /a
COPY --from=$X /a /a
COPY --from=self /a /a
COPY --from=1 /a /a
COPY a b
`);
  });

  it('has an unsafe fix', () => {
    checkFix(unknownStage, `
FROM alpine AS build
FROM alpine
COPY --from=biuld /a /a
`, `
FROM alpine AS build
FROM alpine
COPY --from=build /a /a
`, 'unsafe');
  });
});
