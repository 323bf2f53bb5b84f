import { checkClean, checkRule } from '../../helpers/rules';
import { forbiddenOnbuildTrigger } from '../../../server/src/lint/rules/dockerfile/forbidden-onbuild-trigger';

describe('forbidden-onbuild-trigger', () => {
  it('all three', () => {
    checkRule(forbiddenOnbuildTrigger, `
FROM alpine:3.24
ONBUILD FROM debian
        ^^^^ error forbidden-onbuild-trigger/forbidden
ONBUILD onbuild RUN true
        ^^^^^^^ error forbidden-onbuild-trigger/forbidden
ONBUILD MAINTAINER x
        ^^^^^^^^^^ error forbidden-onbuild-trigger/forbidden
`);
  });

  it('others', () => {
    checkClean(forbiddenOnbuildTrigger, `
FROM alpine:3.24
ONBUILD RUN true
ONBUILD FRM x
`);
  });
});
