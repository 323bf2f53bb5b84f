import { removeInstruction } from '../../dockerfile/edits';
import { defineRule } from '../../rule';

export const windowsStopsignal = defineRule({
  name: 'windows-stopsignal',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['STOPSIGNAL'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['windows/no-stopsignal'] },
  fix: 'safe',
  docs: {
    what: 'A Windows stage has STOPSIGNAL.',
    why: 'Windows has no signals: containers are told to shut down otherwise, and the line does nothing.',
    bad: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nSTOPSIGNAL SIGTERM\nUSER ContainerUser\nCMD ["cmd"]\n',
    good: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nUSER ContainerUser\nCMD ["cmd"]\n',
  },
  messages: { none: 'Windows has no signals, so STOPSIGNAL does nothing. Remove it.' },
  check(file, report) {
    for (const instruction of file.all('STOPSIGNAL')) {
      if (instruction.stage?.os !== 'windows') continue;
      const fixes = instruction.onbuild ? [] : [{ title: 'Remove it', applicability: 'safe' as const, edits: [removeInstruction(file, instruction)] }];
      report(instruction.keywordSpan, 'none', { fixes, tags: ['unnecessary'] });
    }
  },
});
