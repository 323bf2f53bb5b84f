import { defineRule } from '../../rule';
import { callsProgram, powershellOf, setsPreference, statementCount } from '../../shell/powershell';

export const powershellNativeUnset = defineRule({
  name: 'powershell-native-unset',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['powershell/error-action-preference'] },
  docs: {
    what: 'PowerShell is told to stop at errors of cmdlets, and not at those of programs, though none is called so far.',
    why: 'Whoever adds a call of git or tar to the RUN thinks it is covered. It is not: the build goes on when the program fails.',
    bad: 'FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN Install-Module Pester -Force; Remove-Item a.zip\nUSER 10001\nCMD ["pwsh"]\n',
    good: 'FROM mcr.microsoft.com/powershell:7.5-ubuntu-24.04\nSHELL ["pwsh", "-Command", "$ErrorActionPreference = \'Stop\'; $PSNativeCommandUseErrorActionPreference = $true;"]\nRUN Install-Module Pester -Force; Remove-Item a.zip\nUSER 10001\nCMD ["pwsh"]\n',
    exceptions: 'A single statement, and the PowerShell of Windows, which does not know the preference. Where a program is called, powershell-goes-on reports it.',
  },
  messages: {
    unset: 'Errors of programs do not stop this. Set $PSNativeCommandUseErrorActionPreference = $true as well, best in SHELL.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const script = powershellOf(instruction);
      if (!script || script.program !== 'pwsh' || statementCount(script.text) < 2 || callsProgram(script.text)) continue;
      if (!setsPreference(script, 'ErrorActionPreference', 'Stop') || setsPreference(script, 'PSNativeCommandUseErrorActionPreference', '\\$true')) continue;
      report(script.wrapper ?? instruction.keywordSpan, 'unset');
    }
  },
});
