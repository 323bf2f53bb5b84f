import { insertBefore } from '../../dockerfile/edits';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { powershellOf } from '../../shell/powershell';

export const powershellWrapper = defineRule({
  name: 'powershell-wrapper',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { tally: ['powershell/prefer-shell-instruction'] },
  fix: 'unsafe',
  docs: {
    what: 'Several RUNs in a row call PowerShell in front of their code.',
    why: 'One SHELL says it for all, with the preferences that make it stop at errors, and the code needs no second layer of quotes.',
    bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN powershell -Command New-Item C:\\a\nRUN powershell -Command New-Item C:\\b\nUSER ContainerUser\nCMD ["cmd"]\n',
    good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command", "$ErrorActionPreference = \'Stop\';"]\nRUN New-Item C:\\a\nRUN New-Item C:\\b\nUSER ContainerUser\nCMD ["cmd"]\n',
  },
  messages: { repeated: '{count} RUNs in a row call {program}. Say it once by SHELL ["{program}", "-Command", "$ErrorActionPreference = \'Stop\';"].' },
  check(file, report) {
    for (const stage of file.stages) {
      let cluster: Instruction[] = [];
      const end = (): void => {
        const [first] = cluster;
        const script = first && powershellOf(first);
        if (first && script?.wrapper && cluster.length > 1) {
          const { program } = script;
          const wrappers = cluster.map((instruction) => powershellOf(instruction)!.wrapper!);
          const quoted = wrappers.some((wrapper) => /["']$/.test(file.source.slice(wrapper)));
          const edits = [insertBefore(file, first, `SHELL ["${program}", "-Command", "$ErrorActionPreference = 'Stop';"]`), ...wrappers.map((span) => ({ span, newText: '' }))];
          report(script.wrapper, 'repeated', { data: { count: cluster.length, program }, fixes: quoted ? [] : [{ title: 'Use SHELL', applicability: 'unsafe', edits }] });
        }
        cluster = [];
      };
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'RUN') continue;
        if (!instruction.exec && instruction.flags.length === 0 && powershellOf(instruction)?.wrapper) cluster.push(instruction);
        else end();
      }
      end();
    }
  },
});
