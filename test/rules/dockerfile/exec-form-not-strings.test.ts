import { checkClean, checkRule } from '../../helpers/rules';
import { execFormNotStrings } from '../../../server/src/lint/rules/dockerfile/exec-form-not-strings';

describe('exec-form-not-strings', () => {
  it('numbers, nested arrays, literals', () => {
    checkRule(execFormNotStrings, `
FROM alpine:3.24
CMD ["sleep", 60]
    ^^^^^^^^^^^^^ error exec-form-not-strings/type
ENTRYPOINT [["a"]]
           ^^^^^^^ error exec-form-not-strings/type
SHELL [null]
      ^^^^^^ error exec-form-not-strings/type
HEALTHCHECK CMD [true]
                ^^^^^^ error exec-form-not-strings/type
`);
  });

  it('strings, and what is no JSON', () => {
    checkClean(execFormNotStrings, `
FROM alpine:3.24
CMD ["a", "1"]
CMD []
CMD [a, 1]
LABEL x=[1]
`);
  });
});
