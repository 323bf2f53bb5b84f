import { stopsAtErrors, topLevel } from '../../shell/errexit';
import type { ShellCommand } from '../../shell/model';
import { scriptsOf } from '../../shell/scripts';
import { verificationOf } from '../../shell/verification';
import { defineRule } from '../../rule';

export const checksumIgnored = defineRule({
  name: 'checksum-ignored',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A checksum or signature is compared, and the build goes on when it is wrong.',
    why: 'A replaced file fails the comparison and is used all the same: `|| true` swallows the result, and after `;` or a new line of a script without `set -e` nobody looks at it.',
    bad: 'FROM alpine:3.24\nRUN wget -nv https://example.com/data; sha256sum -c data.sha256; mv data /opt/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -nv https://example.com/data && sha256sum -c data.sha256 && mv data /opt/\nUSER 10001\n',
    exceptions: 'A comparison at the end of a RUN decides its result, and one in a condition has its result looked at.',
  },
  messages: {
    swallowed: 'A wrong {what} does not stop the build: what follows || succeeds. Remove it, or let it exit with an error.',
    passed: 'A wrong {what} does not stop the build: the next command runs all the same. Join them with &&, or start the script with set -e.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const script of scriptsOf(instruction)) {
        const commands = topLevel(script);
        commands.forEach((command, at) => {
          const verification = verificationOf(command);
          if (!verification || command.pipedTo) return;
          const next = commands[at + 1];
          const data = { what: verification.algorithm === 'signature' ? 'signature' : 'checksum' };
          if (next?.join === '||' && succeeds(next) && !/^(?:exit|false)$/.test(commands[at + 2]?.name ?? '')) report(command.nameWord.span, 'swallowed', { data });
          else if (next?.join === ';' && !stopsAtErrors(script, command) && !looksAtResult(next)) report(command.nameWord.span, 'passed', { data });
        });
      }
    }
  },
});

function succeeds(command: ShellCommand): boolean {
  return command.name === 'true' || command.name === ':' || command.name === 'echo' || command.name === 'printf' || (command.name === 'exit' && command.args[0]?.value === '0');
}

/** `$?` is asked for. */
function looksAtResult(command: ShellCommand): boolean {
  return /\$\?/.test(command.words.map((word) => word.text).join(' ') + command.assignments.map((assignment) => assignment.value?.text ?? '').join(' '));
}
