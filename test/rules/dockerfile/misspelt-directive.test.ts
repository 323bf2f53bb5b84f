import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { misspeltDirective } from '../../../server/src/lint/rules/dockerfile/misspelt-directive';

describe('misspelt-directive', () => {
  it('the frontend', () => {
    checkRule(misspeltDirective, `
# syntax=docker/dokcerfile:1.7
         ^^^^^^^^^^^^^^^^^ error misspelt-directive/frontend
FROM alpine:3.24
`);
  });

  it('the directive', () => {
    checkRule(misspeltDirective, `
# escape=\\
# sintax=docker/dockerfile:1
  ^^^^^^ warning misspelt-directive/name
FROM alpine:3.24
`);
  });

  it('blanks', () => {
    checkRule(misspeltDirective, `
# syntax=docker/dockerfile:1 labs
                             ^^^^ error misspelt-directive/blank
FROM alpine:3.24
`);
  });

  it('frontends and notes', () => {
    checkClean(misspeltDirective, `
# syntax=docker.io/docker/dockerfile:1
# check=skip=all
# checks=1 is a note of two
FROM alpine:3.24
`);
    checkClean(misspeltDirective, `
# syntax=ghcr.io/acme/frontend@sha256:abc
# a note
# sintax=x
FROM alpine:3.24
`);
  });

  it('has an unsafe fix', () => {
    checkFix(misspeltDirective, `
# syntax=docker/dokcerfile:1.7
# sintax=x
FROM alpine:3.24
`, `
# syntax=docker/dockerfile:1.7
# syntax=x
FROM alpine:3.24
`, 'unsafe');
  });
});
