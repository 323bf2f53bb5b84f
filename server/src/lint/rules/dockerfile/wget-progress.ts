import { commandsOf } from '../../shell/scripts';
import { hasFlag } from '../../shell/options';
import { defineRule } from '../../rule';

export const wgetProgress = defineRule({
  name: 'wget-progress',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3047'], droast: ['DF056'] },
  docs: {
    what: 'wget runs with its full progress display.',
    why: 'It prints a line for every few kilobytes, which fills the build log and hides what matters.',
    bad: 'FROM alpine:3.24\nRUN wget https://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -nv https://example.com/data\nUSER 10001\n',
    exceptions: '-q, -nv, --progress and output to a log file (-o, -a) are accepted.',
  },
  messages: {
    progress: 'wget writes a long progress display into the build log. Add -nv, -q or --progress=dot:giga.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'wget' || command.args.length === 0) continue;
        if (hasFlag(command, '-q', '--quiet', '--no-verbose', '--progress', '-o', '--output-file', '-a', '--append-output', '--version', '--help') || command.args.some((word) => word.value === '-nv')) continue;
        const at = command.nameWord.span.end;
        report(command.nameWord.span, 'progress', { fixes: [{ title: 'Add -nv', applicability: 'safe', edits: [{ span: { start: at, end: at }, newText: ' -nv' }] }] });
      }
    }
  },
});
