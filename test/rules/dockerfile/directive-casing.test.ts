import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { directiveCasing } from '../../../server/src/lint/rules/dockerfile/directive-casing';

describe('directive-casing', () => {
  it('upper case', () => {
    checkRule(directiveCasing, `
# Syntax=docker/dockerfile:1
  ^^^^^^ info directive-casing/upper
# ESCAPE=\\
  ^^^^^^ info directive-casing/upper
FROM alpine:3.24
`);
  });

  it('lower case', () => {
    checkClean(directiveCasing, `
# syntax=docker/dockerfile:1
FROM alpine:3.24
`);
  });

  it('is fixed', () => {
    checkFix(directiveCasing, `
# Syntax=docker/dockerfile:1
FROM alpine:3.24
`, `
# syntax=docker/dockerfile:1
FROM alpine:3.24
`);
  });
});
