import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { windowsStopsignal } from '../../../server/src/lint/rules/dockerfile/windows-stopsignal';

describe('windows-stopsignal', () => {
  it('in a Windows stage', () => {
    checkRule(windowsStopsignal, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
STOPSIGNAL 9
^^^^^^^^^^ warning windows-stopsignal/none
`);
  });

  it('Linux stages', () => {
    checkClean(windowsStopsignal, `
FROM debian:13
STOPSIGNAL SIGTERM
`);
  });

  it('is fixed', () => {
    checkFix(windowsStopsignal, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
STOPSIGNAL SIGTERM
CMD ["app"]
`, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
CMD ["app"]
`);
  });
});
