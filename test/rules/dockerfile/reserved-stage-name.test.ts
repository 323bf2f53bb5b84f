import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { reservedStageName } from '../../../server/src/lint/rules/dockerfile/reserved-stage-name';

describe('reserved-stage-name', () => {
  it('both words', () => {
    checkRule(reservedStageName, `
FROM alpine AS scratch
               ^^^^^^^ warning reserved-stage-name/reserved
FROM alpine AS Context
               ^^^^^^^ warning reserved-stage-name/reserved
`);
  });

  it('other names, and scratch as a base', () => {
    checkClean(reservedStageName, `
FROM scratch AS base
`);
  });

  it('references follow', () => {
    checkFix(reservedStageName, `
FROM alpine AS context
FROM alpine
COPY --from=context /a /b
`, `
FROM alpine AS context-stage
FROM alpine
COPY --from=context-stage /a /b
`, 'unsafe');
  });
});
