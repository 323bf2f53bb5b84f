import { commandsOf } from '../../shell/scripts';
import { downloadsOf } from '../../shell/downloads';
import { hasFlag } from '../../shell/options';
import { defineRule } from '../../rule';

export const curlNoFail = defineRule({
  name: 'curl-no-fail',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'downloads',
  preset: 'strict',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { droast: ['DF035'] },
  docs: {
    what: 'curl downloads without `--fail`.',
    why: 'When the server answers with an error, curl saves the error page as if it were the file and reports success; the build goes on and breaks somewhere else.',
    bad: 'FROM alpine:3.24\nRUN curl -sSL -o /tmp/data https://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN curl -fsSL -o /tmp/data https://example.com/data\nUSER 10001\n',
    exceptions: 'curl --fail-with-body counts. A curl whose status code is asked for (-w, -I) is not judged.',
  },
  messages: {
    noFail: 'curl saves an error page as if it were the file. Add -f, so that the build stops when the server answers with an error.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'curl' || downloadsOf(command).length === 0 || hasFlag(command, '-f', '--fail', '--fail-with-body', '--fail-early', '-w', '--write-out', '-I', '--head')) continue;
        const at = command.nameWord.span.end;
        report(command.nameWord.span, 'noFail', { fixes: [{ title: 'Add -f', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ' -f' }] }] });
      }
    }
  },
});
