import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { undefinedArgInFrom } from '../../../server/src/lint/rules/dockerfile/undefined-arg-in-from';

describe('undefined-arg-in-from', () => {
  it('undeclared, misspelt, in a stage only', () => {
    checkRule(undefinedArgInFrom, `
ARG VERSION=1
FROM alpine:\${VERSOIN}
            ^^^^^^^^^^ error undefined-arg-in-from/misspelt
ARG VARIANT=-slim
FROM --platform=$BULIDPLATFORM debian:13$VARIANT
                ^^^^^^^^^^^^^^ error undefined-arg-in-from/misspelt
                                        ^^^^^^^^ error undefined-arg-in-from/late
FROM debian:$OTHER
            ^^^^^^ error undefined-arg-in-from/undeclared
FROM debian:\${OTHER:-13}
            ^^^^^^^^^^^^ error undefined-arg-in-from/undeclared
`);
  });

  it('global and platform arguments', () => {
    checkClean(undefinedArgInFrom, `
ARG VERSION
FROM --platform=$BUILDPLATFORM alpine:\${VERSION:-1}
FROM $TARGETSTAGE
`);
  });

  it('what cannot be expanded is left to the rule for that', () => {
    checkClean(undefinedArgInFrom, 'FROM alpine:${VERSION\n');
    checkClean(undefinedArgInFrom, 'FROM alpine:${VERSION:=1}\n');
  });

  it('declares it, or corrects the name', () => {
    checkFix(undefinedArgInFrom, `
ARG VERSION=1
FROM alpine:\${VERSOIN}
ARG VARIANT=-slim
FROM debian:13$VARIANT
`, `
ARG VERSION=1
ARG VARIANT=-slim
FROM alpine:\${VERSION}
ARG VARIANT=-slim
FROM debian:13$VARIANT
`, 'unsafe');
  });
});
