import { consecutive } from '../../dockerfile/layers';
import { isInFinalImage } from '../../dockerfile/stages';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { commandsOf, scriptsOf } from '../../shell/scripts';

/** What these do ends with the RUN, and would not after it were joined to the next. */
const local: ReadonlySet<string> = new Set(['.', 'alias', 'cd', 'exec', 'exit', 'export', 'set', 'shopt', 'source', 'trap', 'ulimit', 'umask', 'unset']);

export const consecutiveRun = defineRule({
  name: 'consecutive-run',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  sources: { hadolint: ['DL3059'], kics: ['multiple_run_add_copy_instructions_listed'], sonar: ['S7031'] },
  fix: 'unsafe',
  docs: {
    what: 'Two RUNs with one command each stand side by side.',
    why: 'Each is a layer of its own; joined they are one, and what the first leaves behind can be deleted by the second.',
    bad: 'FROM alpine:3.24\nRUN touch /one\nRUN touch /two\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN touch /one && touch /two\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'RUNs with different flags, RUNs of several commands, and stages that do not end up in the image. Separate RUNs are cached separately, which many prefer; the rule is on only where all rules are.',
  },
  messages: { join: 'This RUN and the one before it are two layers. Join them by &&.' },
  check(file, report) {
    for (const group of consecutive(file, 'RUN')) {
      for (let i = 1; i < group.length; i++) {
        const [first, second] = [group[i - 1]!, group[i]!];
        if (!isInFinalImage(file, first.stage) || !isSingle(first) || !isSingle(second)) continue;
        report(second.keywordSpan, 'join', { fixes: join(file, first, second), related: [{ span: first.keywordSpan, message: 'The one before it.' }] });
      }
    }
  },
});

/** One command or pipeline, or code without commands that can be read. */
function isSingle(instruction: Instruction): boolean {
  if (instruction.heredocs.length > 0) return commandsOf(instruction).length <= 1;
  return commandsOf(instruction).filter((command) => command.context.length === 0 && command.script.origin !== 'string' && command.join !== '|').length <= 1;
}

function join(file: DockerfileModel, first: Instruction, second: Instruction): RuleFix[] {
  const shell = [first, second].every((instruction) => !instruction.exec && instruction.heredocs.length === 0 && scriptsOf(instruction)[0]?.dialect === 'posix' && scriptsOf(instruction)[0]!.errors.length === 0);
  if (!shell || second.leadingComments.length > 0 || [first, second].some((instruction) => commandsOf(instruction).some((command) => local.has(command.name) || command.join === '&' || command.context.includes('background')))) return [];
  // Between them nothing but white space.
  const between = { start: first.span.end, end: second.args.toDocument(0) };
  if (!/^\s*RUN\s+(?:--\S+\s+)*$/i.test(file.source.slice(between)) || /\\\s*$/.test(file.source.slice(first.span))) return [];
  return [{ title: 'Join it to the RUN before', applicability: 'unsafe', edits: [{ span: between, newText: ` ${file.escape}${file.source.eol}    && ` }] }];
}
