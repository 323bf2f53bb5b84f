import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { fromAsCasing } from '../../../server/src/lint/rules/dockerfile/from-as-casing';

describe('from-as-casing', () => {
  it('both ways', () => {
    checkRule(fromAsCasing, `
FROM alpine as a
            ^^ info from-as-casing/mixed
from alpine AS b
            ^^ info from-as-casing/mixed
`);
  });

  it('alike, and words in mixed case', () => {
    checkClean(fromAsCasing, `
FROM alpine AS a
from alpine as b
From alpine as c
`);
  });

  it('is fixed', () => {
    checkFix(fromAsCasing, `
FROM alpine as a
`, `
FROM alpine AS a
`);
  });
});
