import { powershellNativeUnset } from '../../../server/src/lint/rules/dockerfile/powershell-native-unset';
import { checkClean, checkRule } from '../../helpers/rules';

describe('powershell-native-unset', () => {
  it('marks code that stops at errors of cmdlets only', () => {
    checkRule(powershellNativeUnset, `
FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04
SHELL ["pwsh", "-Command", "$ErrorActionPreference = 'Stop';"]
RUN Install-Module Pester -Force; Write-Host done
^^^ hint powershell-native-unset/unset
SHELL ["pwsh", "-Command"]
RUN $ErrorActionPreference = 'Stop'; Install-Module Pester; Write-Host done
^^^ hint powershell-native-unset/unset
`);
  });

  it('leaves what powershell-goes-on reports, single statements and Windows alone', () => {
    checkClean(powershellNativeUnset, 'FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04\nRUN Install-Module Pester; Write-Host done\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN git clone x; Write-Host done\nRUN Install-Module Pester\n');
    checkClean(powershellNativeUnset, 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN Expand-Archive a.zip; Remove-Item a.zip\n');
    checkClean(powershellNativeUnset, 'FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\'; $PSNativeCommandUseErrorActionPreference = $true;"]\nRUN Install-Module Pester; Write-Host done\n');
  });
});
