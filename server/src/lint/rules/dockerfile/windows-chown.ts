import { removeFlag } from '../../dockerfile/edits';
import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const windowsChown = defineRule({
  name: 'windows-chown',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['windows/no-chown-flag'] },
  fix: 'safe',
  docs: {
    what: 'COPY or ADD in a Windows stage has --chown.',
    why: 'Windows has no owners of that kind: the flag is ignored, and who may read or write the files is not what the line says.',
    bad: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY --chown=ContainerUser app C:/app/\nUSER ContainerUser\nCMD ["C:/app/app.exe"]\n',
    good: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCOPY app C:/app/\nUSER ContainerUser\nCMD ["C:/app/app.exe"]\n',
  },
  messages: { ignored: '--chown is ignored on Windows. Remove it, and set permissions by icacls where they matter.' },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const flag = instruction.stage?.os === 'windows' ? flagOf(instruction, 'chown') : undefined;
      if (flag) report(flag.span, 'ignored', { fixes: [{ title: 'Remove --chown', applicability: 'safe', edits: [removeFlag(file, flag.span)] }], tags: ['unnecessary'] });
    }
  },
});
