import { userFromArgument } from '../../../server/src/lint/rules/dockerfile/user-from-argument';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('user-from-argument', () => {
  it('marks the user of the final stage', () => {
    checkRule(userFromArgument, `
FROM alpine:3.24 AS build
ARG U=app
USER $U
FROM alpine:3.24
ARG U=app
ENV E=web
USER $E
USER \${U}:1000
     ^^^^^^^^^ info user-from-argument/argument
`);
    checkClean(userFromArgument, 'FROM alpine:3.24\nARG U=app\nUSER $U\nUSER 1000\n');
    checkClean(userFromArgument, 'FROM alpine:3.24\nENV E=web\nUSER $E\n');
  });

  it('writes the default', () => {
    checkFix(userFromArgument, 'FROM alpine:3.24\nARG U=app\nUSER $U:1\n', 'FROM alpine:3.24\nARG U=app\nUSER app:1\n', 'unsafe');
    checkFix(userFromArgument, 'FROM alpine:3.24\nARG U\nUSER $U\n', 'FROM alpine:3.24\nARG U\nUSER $U\n', 'unsafe');
  });
});
