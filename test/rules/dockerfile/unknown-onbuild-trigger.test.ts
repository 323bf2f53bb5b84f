import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unknownOnbuildTrigger } from '../../../server/src/lint/rules/dockerfile/unknown-onbuild-trigger';

describe('unknown-onbuild-trigger', () => {
  it('with the nearest one', () => {
    checkRule(unknownOnbuildTrigger, `
FROM alpine:3.24
ONBUILD COPPY . /app
        ^^^^^ error unknown-onbuild-trigger/misspelt
ONBUILD FOOBAR x
        ^^^^^^ error unknown-onbuild-trigger/unknown
`);
  });

  it('instructions', () => {
    checkClean(unknownOnbuildTrigger, `
FROM alpine:3.24
ONBUILD copy . /app
ONBUILD FROM x
ONBUILD
`);
  });

  it('has an unsafe fix', () => {
    checkFix(unknownOnbuildTrigger, `
FROM alpine:3.24
ONBUILD RUNN true
`, `
FROM alpine:3.24
ONBUILD RUN true
`, 'unsafe');
  });
});
