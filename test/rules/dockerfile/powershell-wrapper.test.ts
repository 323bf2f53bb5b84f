import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { powershellWrapper } from '../../../server/src/lint/rules/dockerfile/powershell-wrapper';

describe('powershell-wrapper', () => {
  it('two in a row', () => {
    checkRule(powershellWrapper, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -NoProfile -Command Add-Content C:\\a one
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info powershell-wrapper/repeated
COPY a b
RUN powershell Add-Content C:\\a two
`);
  });

  it('one, exec form, others between', () => {
    checkClean(powershellWrapper, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell Add-Content C:\\a one
RUN echo x
RUN powershell Add-Content C:\\a two
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN ["powershell", "Add-Content", "C:\\\\a"]
RUN powershell Add-Content C:\\a two
`);
  });

  it('has an unsafe fix', () => {
    checkFix(powershellWrapper, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -NoProfile -Command Add-Content C:\\a one
RUN powershell Add-Content C:\\a two
`, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Add-Content C:\\a one
RUN Add-Content C:\\a two
`, 'unsafe');
  });
});
