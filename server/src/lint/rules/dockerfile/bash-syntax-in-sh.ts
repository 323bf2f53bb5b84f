import { insertBefore } from '../../dockerfile/edits';
import type { Stage } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import { binShOf } from '../../shell/bin-sh';
import { bashisms } from '../../shell/bashisms';
import { once } from '../../text/once';

export const bashSyntaxInSh = defineRule({
  name: 'bash-syntax-in-sh',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { droast: ['DF066'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN uses what only Bash knows, but its shell is /bin/sh, which is dash in this image.',
    why: 'dash stops with "not found" or a syntax error, or worse: takes the command for another one and goes on.',
    bad: 'FROM debian:13-slim\nRUN source /etc/os-release && echo "$ID" > /id\nUSER 10001\nCMD ["sleep", "1"]\n',
    good: 'FROM debian:13-slim\nRUN . /etc/os-release && echo "$ID" > /id\nUSER 10001\nCMD ["sleep", "1"]\n',
    exceptions: 'Images whose /bin/sh is not known, is Bash (Fedora and its kin) or knows the syntax (Alpine). ShellCheck, where it is on, says more.',
  },
  messages: { bash: '{what} is Bash syntax, but /bin/sh is dash in this image. {instead}' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      if (instruction.before.shell.instruction || binShOf(instruction.stage) !== 'dash' || (instruction.stage && replacesSh(instruction.stage))) continue;
      for (const { span, what, instead, replacement } of bashisms(instruction)) {
        const own = replacement === undefined ? [] : [{ title: `Write ${replacement}`, applicability: 'unsafe' as const, edits: [{ span, newText: replacement }] }];
        const shell = { title: 'Run it by Bash', applicability: 'unsafe' as const, edits: [insertBefore(file, instruction.onbuild ?? instruction, `${instruction.onbuild ? 'ONBUILD ' : ''}SHELL ["/bin/bash", "-c"]`)] };
        report(span, 'bash', { data: { what, instead }, fixes: [...own, shell] });
      }
    }
  },
});

/** A RUN of the stage may make /bin/sh a Bash. */
const replacesSh = once((stage: Stage): boolean =>
  stage.chain.some((part) => part.instructions.some(({ keyword, text }) => keyword === 'RUN' && /\/bin\/sh\b|dpkg-reconfigure\s+dash|dash\/sh/.test(text) && /\bln\b|dash/.test(text))),
);
