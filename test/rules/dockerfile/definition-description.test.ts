import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { definitionDescription } from '../../../server/src/lint/rules/dockerfile/definition-description';

describe('definition-description', () => {
  it('comments that begin otherwise', () => {
    checkRule(definitionDescription, `
# the version
^^^^^^^^^^^^^ hint definition-description/name
ARG VERSION=1
# the base
^^^^^^^^^^ hint definition-description/name
FROM alpine:3.24 AS Base
# two of them
^^^^^^^^^^^^^ hint definition-description/name
ARG A B
`);
  });

  it('the name first, blank lines, ignore comments, stages without a name', () => {
    checkClean(definitionDescription, `
# VERSION the version
ARG VERSION=1
# a note

ARG OTHER
# hadolint ignore=DL3006
FROM alpine AS base
# base is
#
ARG X
# a note
FROM alpine
# note
RUN true
`);
  });

  it('has an unsafe fix', () => {
    checkFix(definitionDescription, `
# the version
ARG VERSION=1
FROM alpine:3.24
`, `
# VERSION the version
ARG VERSION=1
FROM alpine:3.24
`, 'unsafe');
  });
});
