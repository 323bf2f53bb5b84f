import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { invalidStopsignal } from '../../../server/src/lint/rules/dockerfile/invalid-stopsignal';

describe('invalid-stopsignal', () => {
  it('names and numbers that do not exist', () => {
    checkRule(invalidStopsignal, `
FROM alpine:3.24
STOPSIGNAL SIGTEM
           ^^^^^^ error invalid-stopsignal/unknown
STOPSIGNAL 0
           ^ error invalid-stopsignal/unknown
STOPSIGNAL SIGRTMIN+16
           ^^^^^^^^^^^ error invalid-stopsignal/unknown
`);
  });

  it('names, numbers, variables', () => {
    checkClean(invalidStopsignal, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
STOPSIGNAL term
STOPSIGNAL "SIGINT"
STOPSIGNAL 9
STOPSIGNAL RTMAX-3
STOPSIGNAL $SIG
STOPSIGNAL SIGTERM # stop
`);
  });

  it('has an unsafe fix', () => {
    checkFix(invalidStopsignal, `
FROM alpine:3.24
STOPSIGNAL SIGTEM
`, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
`, 'unsafe');
  });
});
