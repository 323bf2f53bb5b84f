import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const wgetAndCurl = defineRule({
  name: 'wget-and-curl',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL4001'], trivy: ['DS-0014'], kics: ['run_using_wget_and_curl'], semgrep: ['use-either-wget-or-curl'], droast: ['DF058'] },
  docs: {
    what: 'A stage uses both wget and curl.',
    why: 'Either does the job; the other is one more package to install, update and scan.',
    bad: 'FROM alpine:3.24\nRUN wget -nv https://example.com/a && curl -fLO https://example.com/b\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -nv https://example.com/a && wget -nv https://example.com/b\nUSER 10001\n',
    exceptions: 'Stages are judged one by one.',
  },
  messages: {
    both: 'This stage uses {tool} here and {other} elsewhere. One of the two is enough, and one package less to keep safe.',
  },
  check(file, report) {
    for (const stage of file.stages) {
      const first = new Map<string, ShellCommand>();
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'RUN') continue;
        for (const command of commandsOf(instruction)) {
          if ((command.name !== 'wget' && command.name !== 'curl') || command.args.length === 0 || first.has(command.name)) continue;
          first.set(command.name, command);
        }
      }
      const [one, two] = [...first.values()];
      if (!one || !two) continue;
      report(two.nameWord.span, 'both', { data: { tool: two.name, other: one.name }, related: [{ span: one.nameWord.span, message: `${one.name} is used here.` }] });
    }
  },
});
