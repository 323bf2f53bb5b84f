import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { multipleHealthcheck } from '../../../server/src/lint/rules/dockerfile/multiple-healthcheck';

describe('multiple-healthcheck', () => {
  it('all but the last of a stage', () => {
    checkRule(multipleHealthcheck, `
FROM alpine:3.24
HEALTHCHECK NONE
^^^^^^^^^^^ warning multiple-healthcheck/superseded
HEALTHCHECK CMD true
`);
  });

  it('one a stage', () => {
    checkClean(multipleHealthcheck, `
FROM alpine:3.24 AS a
HEALTHCHECK CMD true
FROM a
HEALTHCHECK NONE
`);
  });

  it('keeps the last', () => {
    checkFix(multipleHealthcheck, `
FROM alpine:3.24
HEALTHCHECK NONE
HEALTHCHECK CMD true

`, `
FROM alpine:3.24
HEALTHCHECK CMD true

`);
  });
});
