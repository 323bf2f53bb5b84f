import { defineRule } from '../../rule';
import type { ShellCommand } from '../../shell/model';
import { hasFlag, parseOptions } from '../../shell/options';
import { commandsOf } from '../../shell/scripts';

export const healthcheckNoFail = defineRule({
  name: 'healthcheck-no-fail',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['HEALTHCHECK'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A HEALTHCHECK asks with curl, but without --fail.',
    why: 'curl without --fail takes every answer for a good one, so a service that answers each request with an error 500 counts as healthy.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache curl\nUSER 10001\nHEALTHCHECK CMD ["curl", "-s", "http://localhost:8080/health"]\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache curl\nUSER 10001\nHEALTHCHECK CMD ["curl", "-fs", "http://localhost:8080/health"]\n',
    exceptions: 'curl whose answer or status code is looked at (piped, -w, in a substitution), and what is not HTTP.',
  },
  messages: { passes: 'curl reports success for an answer like 500 too, so this check passes while the service fails. Add -f.' },
  check(file, report) {
    for (const instruction of file.all('HEALTHCHECK')) {
      for (const command of commandsOf(instruction)) {
        if (command.name !== 'curl' || !judgesByExitCode(command)) continue;
        const at = command.nameWord.span.end;
        const newText = command.script.origin === 'exec' ? ', "-f"' : ' -f';
        report(command.nameWord.span, 'passes', { fixes: command.nameWord.literal === undefined ? [] : [{ title: 'Add -f', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText }] }] });
      }
    }
  },
});

function judgesByExitCode(command: ShellCommand): boolean {
  if (command.pipedTo || command.context.includes('substitution')) return false;
  if (hasFlag(command, '-f', '--fail', '--fail-with-body', '--fail-early', '-w', '--write-out', '--telnet-option', '-V', '--version')) return false;
  const { operands, options } = parseOptions(command);
  // Options may come from a variable or a file.
  if (operands.some((word) => word.value === undefined && !/^["']?https?:/i.test(word.text)) || options.some(({ name }) => name === '-K' || name === '--config')) return false;
  return operands.some((word) => /^["']?(?:https?:\/\/|[\w.$-]+(?::|\/|$))/i.test(word.text) && !/^["']?(?!https?:)[a-z]+:\/\//i.test(word.text));
}
