import { copiedTo } from '../../dockerfile/copied-files';
import type { ExecForm, Instruction } from '../../dockerfile/model';
import { runtimeOf } from '../../dockerfile/runtime';
import { flagOf } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';
import { shellDialect } from '../../shell/dialect';

export const variableInExecForm = defineRule({
  name: 'variable-in-exec-form',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'The exec form of RUN, CMD, ENTRYPOINT or HEALTHCHECK holds a variable, and no shell is among its words.',
    why: 'Nobody replaces it: the program is handed the dollar sign and the name as they stand.',
    bad: 'FROM alpine:3.24\nENV PORT=8080\nUSER 10001\nCMD ["httpd", "-f", "-p", "$PORT"]\n',
    good: 'FROM alpine:3.24\nENV PORT=8080\nUSER 10001\nCMD ["sh", "-c", "exec httpd -f -p $PORT"]\n',
    exceptions: 'Arguments of an ENTRYPOINT that is a shell or a file of the project, names that the stage does not define, and words with other characters around them that are no path or option, such as the $host of an nginx directive.',
  },
  messages: { literal: 'Nobody replaces {variable} in the exec form: the program gets it as it stands. Start it by a shell: ["sh", "-c", "exec …"], or write the value.' },
  check(file, report) {
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
      const { exec } = instruction;
      if (!exec || hasShell(exec) || (instruction.keyword === 'CMD' && goesToOwnScript(instruction))) continue;
      for (const element of exec.elements) {
        const match = /^(?:[\w./:=@-]*)(\$\{?([A-Za-z_]\w*)\}?)[\w./:-]*$/.exec(element.value);
        if (!match || !instruction.before.scope.lookup(match[2]!)) continue;
        report(element.span, 'literal', { data: { variable: match[1]! } });
      }
    }
  },
});

/** Programs that start a shell, or read their arguments like one. */
function hasShell(exec: ExecForm): boolean {
  return exec.elements.some(({ value }) => shellDialect(value) !== undefined || /(?:^|\/)(?:envsubst|eval|su|runuser|chpst|with-contenv)$|\.sh$|entrypoint/.test(value));
}

/** Arguments of an ENTRYPOINT that is a shell, or a file of the project, which may expand them. */
function goesToOwnScript({ stage }: Instruction): boolean {
  const entrypoint = stage ? runtimeOf(stage).entrypoint : undefined;
  if (!stage || !entrypoint) return false;
  if (!entrypoint.exec || hasShell(entrypoint.exec)) return true;
  const program = entrypoint.exec.elements[0]?.value;
  return stage.chain.some((part) => part.instructions.some((other) => (other.keyword === 'COPY' || other.keyword === 'ADD') && !flagOf(other, 'from') && other.copy?.sources.some((source) => copiedTo(other, source) === program)));
}
