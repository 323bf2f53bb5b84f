import { defineRule } from '../../rule';
import { powershellOf, setsPreference } from '../../shell/powershell';

export const powershellProgress = defineRule({
  name: 'powershell-progress',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'performance',
  preset: 'strict',
  since: '0.1.0',
  sources: { tally: ['powershell/progress-preference'] },
  fix: 'unsafe',
  docs: {
    what: 'Invoke-WebRequest runs with its progress bar on.',
    why: 'Drawing the bar makes downloads many times slower in Windows PowerShell, and fills the build log.',
    bad: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN Invoke-WebRequest https://example.com/app.zip -OutFile app.zip\nUSER ContainerUser\nCMD ["C:/app/app.exe"]\n',
    good: 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command", "$ProgressPreference = \'SilentlyContinue\';"]\nCOPY app.zip C:/app.zip\nUSER ContainerUser\nCMD ["C:/app/app.exe"]\n',
  },
  messages: { bar: 'The progress bar of {command} slows the download down. Set $ProgressPreference = \'SilentlyContinue\' before it.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const script = powershellOf(instruction);
      const match = script && /\b(Invoke-WebRequest|iwr)\b/i.exec(script.text);
      if (!script || !match || setsPreference(script, 'ProgressPreference', 'SilentlyContinue', match.index)) continue;
      const span = script.toSpan(match.index, match.index + match[0].length);
      const quoted = script.wrapper !== undefined && file.source.text[script.wrapper.end - 1] === '"';
      // Inside the double quotes of a POSIX shell the dollar would be that shell's.
      const fixes = quoted || script.wrapper ? [] : [{ title: 'Turn the progress bar off', applicability: 'unsafe' as const, edits: [{ span: { start: span.start, end: span.start }, newText: "$ProgressPreference = 'SilentlyContinue'; " }] }];
      report(span, 'bar', { data: { command: match[1]! }, fixes });
    }
  },
});
