import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { noncanonicalStopsignal } from '../../../server/src/lint/rules/dockerfile/noncanonical-stopsignal';

describe('noncanonical-stopsignal', () => {
  it('numbers, short names, quotes', () => {
    checkRule(noncanonicalStopsignal, `
FROM alpine:3.24
STOPSIGNAL 15
           ^^ info noncanonical-stopsignal/name
STOPSIGNAL quit
           ^^^^ info noncanonical-stopsignal/name
STOPSIGNAL "SIGINT"
           ^^^^^^^^ info noncanonical-stopsignal/name
STOPSIGNAL rtmin+3
           ^^^^^^^ info noncanonical-stopsignal/name
`);
  });

  it('full names, unknown numbers, variables, Windows', () => {
    checkClean(noncanonicalStopsignal, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
STOPSIGNAL 42
STOPSIGNAL $X
STOPSIGNAL foo
FROM mcr.microsoft.com/windows/servercore:ltsc2022
STOPSIGNAL 15
`);
  });

  it('is fixed', () => {
    checkFix(noncanonicalStopsignal, `
FROM alpine:3.24
STOPSIGNAL "15"
`, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
`);
  });
});
