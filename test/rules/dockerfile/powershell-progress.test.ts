import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { powershellProgress } from '../../../server/src/lint/rules/dockerfile/powershell-progress';

describe('powershell-progress', () => {
  it('the command', () => {
    checkRule(powershellProgress, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
RUN powershell -Command "Invoke-WebRequest https://example.com/x -OutFile x"
                         ^^^^^^^^^^^^^^^^^ info powershell-progress/bar
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://example.com/x -OutFile x; $ProgressPreference = 'SilentlyContinue'
    ^^^^^^^^^^^^^^^^^ info powershell-progress/bar
RUN iwr https://example.com/x -OutFile x
    ^^^ info powershell-progress/bar
`);
  });

  it('with the preference, and other commands', () => {
    checkClean(powershellProgress, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest https://example.com/x -OutFile x
RUN curl.exe -o x https://example.com/x
SHELL ["powershell", "-Command", "$progressPreference = 'silentlyContinue';"]
RUN Invoke-WebRequest https://example.com/x -OutFile x
`);
  });

  it('has an unsafe fix', () => {
    checkFix(powershellProgress, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://example.com/x -OutFile x
`, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN $ProgressPreference = 'SilentlyContinue'; Invoke-WebRequest https://example.com/x -OutFile x
`, 'unsafe');
  });
});
