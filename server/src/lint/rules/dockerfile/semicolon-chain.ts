import { defineRule } from '../../rule';
import type { SpanEdit } from '../../rule';
import { stopsAtErrors, topLevel } from '../../shell/errexit';
import type { ShellCommand, ShellScript } from '../../shell/model';
import { scriptsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';

/** Their failure is no loss, or they cannot fail. */
const unimportant: ReadonlySet<string> = new Set(['', ':', 'cat', 'date', 'echo', 'exit', 'export', 'id', 'ls', 'printenv', 'printf', 'pwd', 'rm', 'set', 'shopt', 'sleep', 'true', 'umask', 'unset', 'uname', 'which', 'env']);

export const semicolonChain = defineRule({
  name: 'semicolon-chain',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'Commands of a RUN are separated by a semicolon, so that the failure of one goes unnoticed.',
    why: 'The RUN fails only if its last command does: a download or an installation that fails makes a broken image without a word.',
    bad: 'FROM alpine:3.24\nRUN adduser -D app; touch /ready\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN adduser -D app && touch /ready\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'After set -e, in a shell with -e, behind "|| …", behind commands whose failure is no loss, such as echo and rm, and in a chain that ends with `true`, `:` or `exit 0`, which says that it may fail.',
  },
  messages: { lost: 'If {command} fails, the build goes on: a semicolon ignores the failure. Use &&, or begin with set -e.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const script of scriptsOf(instruction)) {
        if (script.origin !== 'shell' || instruction.heredocs.length > 0 || (script.dialect !== 'posix' && script.dialect !== 'bash') || script.errors.length > 0) continue;
        const found = lostFailures(script, file.source.text);
        const [first] = found;
        if (!first) continue;
        const edits: SpanEdit[] = found.map(({ span }) => ({ span, newText: ' &&' }));
        report({ start: first.span.end - 1, end: first.span.end }, 'lost', { data: { command: first.command.name }, fixes: [{ title: 'Use && in place of the semicolons', applicability: 'unsafe', edits }] });
      }
    }
  },
});

/** `true`, `:` and `exit 0`. */
function succeedsAlways(command: ShellCommand | undefined): boolean {
  return command?.name === 'true' || command?.name === ':' || (command?.name === 'exit' && command.args[0]?.value === '0');
}

/** Semicolons, with the blanks before them, between two top-level commands of which the first may fail. */
function lostFailures(script: ShellScript, text: string): { command: ShellCommand; span: Span }[] {
  const top = topLevel(script);
  // The author says that it is not to fail.
  if (succeedsAlways(top[top.length - 1])) return [];
  return top.flatMap((next, i) => {
    const command = top[i - 1];
    if (!command || next.join !== ';' || command.join === '||' || unimportant.has(command.name) || stopsAtErrors(script, next)) return [];
    // What stands between them must be the semicolon alone: no loop, no subshell.
    const between = text.slice(command.span.end, next.span.start);
    const at = /^(\s*);(?:\s|\\)*$/.exec(between);
    if (!at) return [];
    return [{ command, span: { start: command.span.end, end: command.span.end + at[1]!.length + 1 } }];
  });
}
