import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { positionals } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

/** Programs that cannot fail. */
const harmless: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf']);

export const healthcheckAlwaysPasses = defineRule({
  name: 'healthcheck-always-passes',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['HEALTHCHECK'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'The command of a HEALTHCHECK cannot fail: it ends in something that always succeeds, or looks for itself in the list of processes.',
    why: 'The container counts as healthy whatever happens, which is worse than no check, because people rely on it.',
    bad: 'FROM alpine:3.24\nUSER 10001\nHEALTHCHECK CMD wget -qO /dev/null http://localhost:8080/ || true\n',
    good: 'FROM alpine:3.24\nUSER 10001\nHEALTHCHECK CMD wget -qO /dev/null http://localhost:8080/ || exit 1\n',
    exceptions: 'Commands that exit with a failure earlier on a path of their own.',
  },
  messages: {
    end: 'This check passes whatever happens, because it ends with {command}. Let it end with the status of what it asks, or with exit 1.',
    self: 'This grep finds the line of its own command in the list of processes, so the check always passes. Use pgrep, or put a letter of the pattern in brackets.',
  },
  check(file, report) {
    for (const instruction of file.all('HEALTHCHECK')) {
      const commands = commandsOf(instruction).filter((command) => !command.context.includes('substitution'));
      const last = commands[commands.length - 1];
      if (!last) continue;
      // Every other way out is one too.
      const exits = commands.some((command) => command !== last && (command.name === 'exit' || command.name === 'kill') && succeeds(command) === false);
      if (isPlain(last) && succeeds(last) === true && !exits && (last.join === '||' || last.join === ';' || commands.length === 1) && commands.every((command) => command === last || !/(?:^|\s)set\s+-\w*e/.test(command.nameWord.text + ' ' + (command.args[0]?.text ?? '')))) {
        report(last.span, 'end', { data: { command: file.source.slice(last.span) } });
        continue;
      }
      const self = commands.find(findsItself);
      if (self) report(self.nameWord.span, 'self');
    }
  },
});

function isPlain(command: ShellCommand): boolean {
  return command.context.every((around) => around === 'string' || around === 'group') && !command.pipedFrom && !command.pipedTo;
}

/** True or false where the status of the command is certain. */
function succeeds(command: ShellCommand): boolean | undefined {
  if (command.name === 'exit') {
    const [status] = command.args;
    return status?.value === undefined ? undefined : status.value === '0';
  }
  if (command.name === 'kill' || command.name === 'false') return false;
  return harmless.has(command.name) && command.redirections.every(({ operator }) => operator.includes('>')) ? true : undefined;
}

/** `ps aux | grep name`, without a `grep -v grep` in the pipeline, in a shell whose own line holds the pattern. */
function findsItself(command: ShellCommand): boolean {
  const from = command.pipedFrom;
  if (!/^[ef]?grep$/.test(command.name) || from?.name !== 'ps' || command.script.origin === 'exec') return false;
  // `ps -C name` and the like choose processes themselves; busybox's ps shows all of them without options.
  if (from.args.some((word) => /^-+(?:C|p|pid|U|u)/.test(word.text))) return false;
  if (from.args.some((word) => /\b(?:comm|ucmd)\b/.test(word.text)) && !from.args.some((word) => /\b(?:args|cmd|command)\b/.test(word.text))) return false;
  if (command.args.some((word) => /^-[a-zA-Z]*[vx]/.test(word.text))) return false;
  const pattern = positionals(command)[0]?.value;
  if (pattern === undefined || !/^[\w ./-]+$/.test(pattern)) return false;
  for (let next = command.pipedTo; next; next = next.pipedTo) {
    // What the rest of the pipeline makes of the lines is its own affair.
    if (!/^(?:cat|sort|head|tail|uniq)$/.test(next.name)) return false;
  }
  return true;
}
