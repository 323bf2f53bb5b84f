import { checkClean, checkRule } from '../../helpers/rules';
import { instructionBeforeFrom } from '../../../server/src/lint/rules/dockerfile/instruction-before-from';

describe('instruction-before-from', () => {
  it('reports the first of them', () => {
    checkRule(instructionBeforeFrom, `
ARG VERSION=1
LABEL a=b
^^^^^ error instruction-before-from/early
ENV x=y
FROM alpine:3.24
`);
  });

  it('ARG may come first, and without a FROM another rule speaks', () => {
    checkClean(instructionBeforeFrom, `
ARG VERSION=1
FROM alpine:$VERSION
LABEL a=b
`);
    checkClean(instructionBeforeFrom, `
LABEL a=b
`);
    checkClean(instructionBeforeFrom, `
FRM alpine
FROM alpine
`);
  });
});
