import { isInteractive } from '../../dockerfile/launch';
import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { scriptsOf } from '../../shell/scripts';
import { looksLikeArray } from '../../dockerfile/loose-array';

/** Only a shell can do these. */
const builtins: ReadonlySet<string> = new Set(['.', ':', 'alias', 'cd', 'eval', 'exec', 'export', 'set', 'source', 'test', '[', 'trap', 'ulimit', 'umask', 'unset', 'wait']);

export const shellFormCommand = defineRule({
  name: 'shell-form-command',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['CMD', 'ENTRYPOINT'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3025'], buildkit: ['JSONArgsRecommended'], kics: ['not_using_json_in_cmd_and_entrypoint_arguments'], semgrep: ['prefer-json-notation'], sonar: ['S7019'], droast: ['DF018', 'DF025'],
  },
  fix: 'unsafe',
  docs: {
    what: 'CMD or ENTRYPOINT is in shell form.',
    why: 'The program runs below a shell, which does not pass on the signal that stops a container: it is killed after ten seconds, without finishing its work.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD httpd -f\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A stage that others only copy from is never run. A stage that chooses its shell by SHELL means it; a command that begins with exec takes the place of the shell. One that is a shell itself has no work to finish.',
  },
  messages: {
    words: '{keyword} in shell form runs below a shell that does not pass signals on, so the container cannot stop cleanly. Write {array}.',
    code: '{keyword} in shell form runs below a shell that does not pass signals on. It needs a shell, so start the program by exec: ["sh", "-c", "… && exec program"], or move the code to a script.',
  },
  check(file, report) {
    for (const instruction of file.all('CMD', 'ENTRYPOINT')) {
      const { args, exec, before, keyword, stage } = instruction;
      // Nothing runs a stage whose files the final image only copies.
      if (stage?.reachable && !file.finalStage?.chain.includes(stage)) continue;
      if (exec || args.text === '' || before.shell.instruction || looksLikeArray(args.text, true)) continue;
      if (isInteractive(args.text.trim().split(/\s+/))) continue;
      const scripts = scriptsOf(instruction);
      const commands = scripts.flatMap((script) => script.commands);
      if (commands.some((command) => command.wrappers[0]?.name === 'exec' || command.name === 'exec')) continue;
      const array = arrayOf(instruction);
      const span = args.span(0, args.text.length);
      const fixes: RuleFix[] = array === undefined ? [] : [{ title: `Write ${keyword} ${array}`, applicability: 'unsafe', edits: [{ span, newText: array }] }];
      report(span, array === undefined ? 'code' : 'words', { data: { keyword, array: array ?? '' }, fixes });
    }
  },
});

/** The command as a JSON array, where it is one program with plain words. */
function arrayOf(instruction: Instruction): string | undefined {
  const [script, ...more] = scriptsOf(instruction);
  const [command, ...others] = script?.commands ?? [];
  if (!script || more.length > 0 || !command || others.length > 0 || script.errors.length > 0 || builtins.has(command.name)) return undefined;
  if (command.assignments.length > 0 || command.redirections.length > 0 || command.context.length > 0) return undefined;
  // Wrappers are words of the same command.
  const words = [...command.wrappers.flatMap((wrapper) => [wrapper.word, ...wrapper.args]), ...command.words];
  if (command.wrappers.length > 0 || words.some((word) => word.literal === undefined || (!word.quoted && /[*?[\]~{}]/.test(word.text)))) return undefined;
  return `[${words.map((word) => JSON.stringify(word.literal)).join(', ')}]`;
}
