import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { powershellGoesOn } from '../../../server/src/lint/rules/dockerfile/powershell-goes-on';

describe('powershell-goes-on', () => {
  it('without the preferences', () => {
    checkRule(powershellGoesOn, `
FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04
SHELL ["pwsh", "-Command"]
RUN Install-Module A -Force; Write-Host done
^^^ warning powershell-goes-on/stop
SHELL ["pwsh", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN dotnet build; Write-Host done
^^^ warning powershell-goes-on/native
RUN & $tool; Write-Host done
^^^ warning powershell-goes-on/native
RUN $x = 1; if ($x) { setup.exe /quiet }; Write-Host done
^^^ warning powershell-goes-on/native
FROM debian:13
RUN pwsh -Command "Install-Module A -Force; Write-Host done"
    ^^^^^^^^^^^^^^^ warning powershell-goes-on/stop
RUN pwsh -Command \\
    ^^^^^^^^^^^^^ warning powershell-goes-on/stop
    Install-Module A -Force; Write-Host done
FROM team/base:1
# hadolint shell=powershell
RUN Remove-Item a ; setup.ps1
^^^ warning powershell-goes-on/stop
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Expand-Archive a.zip C:\\a ; \\
^^^ warning powershell-goes-on/stop
    Remove-Item a.zip
`);
  });

  it('one statement, preferences in SHELL or in the code, other shells', () => {
    checkClean(powershellGoesOn, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Expand-Archive 'a;b.zip' C:\\a
RUN $ErrorActionPreference = 'Stop'; Expand-Archive a.zip; Remove-Item a.zip
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]
RUN Expand-Archive a.zip; Remove-Item a.zip
FROM debian:13
RUN echo a; echo b
RUN pwsh -File x.ps1
FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04
SHELL ["pwsh", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Install-Module A -Force; $env:X = 'dotnet; x'; mkdir a; [Environment]::Exit(0)
RUN Write-Host first; zabbix_agent2.exe -V;
`);
  });

  it('by SHELL', () => {
    checkFix(powershellGoesOn, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command"]
RUN Expand-Archive a.zip; Remove-Item a.zip
FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04
RUN Install-Module A; Write-Host done
`, `
FROM mcr.microsoft.com/windows/servercore:ltsc2022
SHELL ["powershell", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Expand-Archive a.zip; Remove-Item a.zip
FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04
SHELL ["pwsh", "-Command", "$ErrorActionPreference = 'Stop'; $PSNativeCommandUseErrorActionPreference = $true;"]
RUN Install-Module A; Write-Host done
`, 'unsafe');
  });

  it('is silent where nothing but a message or a pause comes before', () => {
    checkClean(powershellGoesOn, 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nSHELL ["powershell", "-Command"]\nRUN Write-Host first; Start-Sleep 2; Expand-Archive a.zip\n');
  });
});
