import { insertBefore } from '../../dockerfile/edits';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { joinPath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';

export const cdInRun = defineRule({
  name: 'cd-in-run',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { hadolint: ['DL3003'], trivy: ['DS-0013'], kics: ['run_command_cd_instead_of_workdir'], semgrep: ['use-workdir'], droast: ['DF008'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN changes the directory by cd.',
    why: 'The change ends with the RUN, which surprises readers; WORKDIR says for all that follows where it happens.',
    bad: 'FROM alpine:3.24\nRUN cd /srv && touch index.html\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /srv\nRUN touch index.html\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Long RUNs that build in a temporary directory are better left with cd; the rule is for teams that want WORKDIR everywhere.',
  },
  messages: { cd: 'Use WORKDIR in place of cd: the directory is then the same for all that follows, and can be seen.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const command = commandsOf(instruction).find(({ name }) => name === 'cd');
      if (command) report(command.nameWord.span, 'cd', { fixes: toWorkdir(file, instruction, command) });
    }
  },
});

/** Where cd is the first command and followed by &&, or the only one; its directory must be known, since WORKDIR stays in force. */
function toWorkdir(file: DockerfileModel, instruction: Instruction, command: ShellCommand): RuleFix[] {
  const target = command.args[0]?.value;
  const commands = commandsOf(instruction);
  const [, next] = commands;
  if (commands[0] !== command || command.args.length !== 1 || target === undefined || target.startsWith('-') || target.startsWith('~') || /[\s*?$]/.test(target)) return [];
  if (instruction.exec || instruction.onbuild || instruction.heredocs.length > 0 || command.script.origin !== 'shell' || command.context.length > 0) return [];
  const path = joinPath(instruction.before.workdir?.path, target);
  if (path === undefined) return [];
  const workdir = insertBefore(file, instruction, `WORKDIR ${path}`);
  if (!next) {
    const whole = { start: file.source.lineStart(file.source.lineAt(instruction.span.start)), end: instruction.span.end };
    return [{ title: `Use WORKDIR ${path}`, applicability: 'unsafe', edits: [{ span: whole, newText: `WORKDIR ${path}` }] }];
  }
  if (next.join !== '&&' || next.span.start < command.span.end) return [];
  return [{ title: `Use WORKDIR ${path}`, applicability: 'unsafe', edits: [workdir, { span: { start: command.span.start, end: next.span.start }, newText: '' }] }];
}
