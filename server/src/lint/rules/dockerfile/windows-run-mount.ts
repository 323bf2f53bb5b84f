import { removeFlag } from '../../dockerfile/edits';
import { defineRule } from '../../rule';

export const windowsRunMount = defineRule({
  name: 'windows-run-mount',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['windows/no-run-mounts'] },
  fix: 'unsafe',
  docs: {
    what: 'RUN in a Windows stage has --mount.',
    why: 'BuildKit cannot mount into Windows builds; the build stops.',
    bad: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN --mount=type=cache,target=C:\\cache echo hello\nUSER ContainerUser\nCMD ["cmd"]\n',
    good: 'FROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN echo hello\nUSER ContainerUser\nCMD ["cmd"]\n',
  },
  messages: { unsupported: 'RUN --mount does not work in Windows builds, so the build stops. Remove it, or copy what is needed.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.stage?.os !== 'windows') continue;
      for (const { flag } of instruction.mounts) report(flag.span, 'unsupported', { fixes: [{ title: 'Remove --mount', applicability: 'unsafe', edits: [removeFlag(file, flag.span)] }] });
    }
  },
});
