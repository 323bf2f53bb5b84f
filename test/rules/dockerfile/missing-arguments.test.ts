import { checkClean, checkRule } from '../../helpers/rules';
import { missingArguments } from '../../../server/src/lint/rules/dockerfile/missing-arguments';

describe('missing-arguments', () => {
  it('every instruction that needs some', () => {
    checkRule(missingArguments, `
FROM
^^^^ error missing-arguments/missing
FROM alpine:3.24
EXPOSE
^^^^^^ error missing-arguments/missing
ENV
^^^ error missing-arguments/missing
COPY --link
^^^^ error missing-arguments/missing
SHELL []
^^^^^ error missing-arguments/missing
HEALTHCHECK CMD
            ^^^ error missing-arguments/command
HEALTHCHECK CMD []
            ^^^ error missing-arguments/command
ONBUILD
^^^^^^^ error missing-arguments/missing
ONBUILD WORKDIR
        ^^^^^^^ error missing-arguments/missing
RUN
^^^ warning missing-arguments/nothing
CMD
^^^ warning missing-arguments/nothing
`);
  });

  it('with arguments, or a command in a heredoc', () => {
    checkClean(missingArguments, `
FROM alpine:3.24
HEALTHCHECK NONE
CMD []
ENTRYPOINT []
RUN <<EOF
echo hello
EOF
`);
  });
});
