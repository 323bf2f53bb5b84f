import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { misplacedFlag } from '../../../server/src/lint/rules/dockerfile/misplaced-flag';

describe('misplaced-flag', () => {
  it('behind the arguments', () => {
    checkRule(misplacedFlag, `
FROM alpine --platform=linux/amd64
            ^^^^^^^^^^^^^^^^^^^^^^ error misplaced-flag/behind
COPY a b --chown=1
         ^^^^^^^^^ error misplaced-flag/behind
ADD a --link b
      ^^^^^^ error misplaced-flag/behind
`);
  });

  it('where it belongs, and what only looks like a flag', () => {
    checkClean(misplacedFlag, `
FROM --platform=linux/amd64 alpine
COPY --chown=1 a b
COPY --foo=1 a --bar=2 /x/
COPY ["--chown=1", "a"]
`);
  });

  it('has an unsafe fix', () => {
    checkFix(misplacedFlag, `
FROM alpine:3.24
COPY a b --chown=1
`, `
FROM alpine:3.24
COPY --chown=1 a b
`, 'unsafe');
  });
});
