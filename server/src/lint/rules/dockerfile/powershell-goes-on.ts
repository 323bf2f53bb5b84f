import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { callsProgram, powershellOf, setsPreference, statementCount } from '../../shell/powershell';
import type { Span } from '../../text/span';

export const powershellGoesOn = defineRule({
  name: 'powershell-goes-on',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['powershell/error-action-preference'] },
  fix: 'unsafe',
  docs: {
    what: 'Several PowerShell statements run in one RUN, and PowerShell is not told to stop at an error.',
    why: 'PowerShell goes on after most errors. The exit status is that of the last statement, so the build makes a broken image without a word. Programs that it calls need $PSNativeCommandUseErrorActionPreference as well (PowerShell 7.4).',
    bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN Expand-Archive a.zip C:\\app; Remove-Item a.zip\nUSER ContainerUser\nCMD ["C:/app/app.exe"]\n',
    good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN Expand-Archive a.zip C:\\app; Remove-Item a.zip\nUSER ContainerUser\nCMD ["C:/app/app.exe"]\n',
    exceptions: 'A single statement.',
  },
  messages: {
    stop: 'PowerShell goes on after an error here, and the build does not notice. Set $ErrorActionPreference = \'Stop\', best in SHELL.',
    native: 'PowerShell goes on here when a program that it calls fails. Set $PSNativeCommandUseErrorActionPreference = $true too, best in SHELL.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const script = powershellOf(instruction);
      if (!script || statementCount(script.text) < 2) continue;
      const stop = setsPreference(script, 'ErrorActionPreference', 'Stop');
      const native = script.program === 'powershell' || !callsProgram(script.text) || setsPreference(script, 'PSNativeCommandUseErrorActionPreference', '\\$true');
      if (stop && native) continue;
      const prelude = `$ErrorActionPreference = 'Stop';${script.program === 'pwsh' ? ' $PSNativeCommandUseErrorActionPreference = $true;' : ''}`;
      const shell = instruction.before.shell.instruction;
      const fixes: RuleFix[] = [];
      if (shell?.exec && script.wrapper === undefined) {
        const last = shell.exec.elements[shell.exec.elements.length - 1]!;
        // A prelude that is there already is the last element.
        if (/^-c(?:ommand)?$/i.test(last.value)) {
          fixes.push({ title: 'Stop at errors', applicability: 'unsafe', edits: [{ span: { start: last.span.end, end: last.span.end }, newText: `, ${JSON.stringify(prelude)}` }] });
        }
      } else if (!shell && script.wrapper === undefined && !instruction.onbuild) {
        fixes.push({ title: 'Stop at errors', applicability: 'unsafe', edits: [insertBefore(file, instruction, `SHELL ["${script.program}", "-Command", ${JSON.stringify(prelude)}]`)] });
      }
      report(script.wrapper ? onOneLine(file, script.wrapper) : instruction.keywordSpan, stop ? 'native' : 'stop', { fixes });
    }
  },
});

/** Without the line break behind `powershell -Command \`, and the blanks of the next line. */
function onOneLine(file: DockerfileModel, { start, end }: Span): Span {
  const last = file.source.slice({ start, end }).search(/\s*[\\`]?\s*\n/);
  return { start, end: last < 0 ? end : start + last };
}
