import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { ungracefulStopsignal } from '../../../server/src/lint/rules/dockerfile/ungraceful-stopsignal';

describe('ungraceful-stopsignal', () => {
  it('by name and number', () => {
    checkRule(ungracefulStopsignal, `
FROM alpine:3.24
ARG SIG=KILL
STOPSIGNAL SIGKILL
           ^^^^^^^ warning ungraceful-stopsignal/uncatchable
STOPSIGNAL 9
           ^ warning ungraceful-stopsignal/uncatchable
STOPSIGNAL $SIG
           ^^^^ warning ungraceful-stopsignal/uncatchable
STOPSIGNAL stop
           ^^^^ warning ungraceful-stopsignal/uncatchable
`);
  });

  it('others, and Windows', () => {
    checkClean(ungracefulStopsignal, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
STOPSIGNAL $X
FROM mcr.microsoft.com/windows/servercore:ltsc2022
STOPSIGNAL SIGKILL
`);
  });

  it('has an unsafe fix', () => {
    checkFix(ungracefulStopsignal, `
FROM alpine:3.24
STOPSIGNAL 9
`, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
`, 'unsafe');
  });
});
