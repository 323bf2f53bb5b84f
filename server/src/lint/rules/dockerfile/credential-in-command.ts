import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { Report } from '../../rule';
import { isSecretName, wordsOfName } from '../../secrets/names';
import { credentialWords } from '../../shell/credentials';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';
import { writtenCredentials } from '../../shell/written-credentials';

type Message = 'flag' | 'variable' | 'argument';

export const credentialInCommand = defineRule({
  name: 'credential-in-command',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {},
  docs: {
    what: 'A command is given a password, token or key that is written out: as an option, in an Authorization header, as a variable set for it.',
    why: 'The command line of a RUN is kept in the history of the image, that of CMD, ENTRYPOINT and HEALTHCHECK in its configuration. Whoever has the image or the Dockerfile has the credential.',
    bad: 'FROM alpine:3.24\nRUN apk add --no-cache curl \\\n    && curl -fsS -u "bot:Tr4inSet9" https://api.corp.test/builds\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=secret,id=login \\\n    apk add --no-cache curl \\\n    && curl -fsS -K /run/secrets/login https://api.corp.test/builds\nUSER 10001\n',
    exceptions:
      'Placeholders, variables of the shell and what is read from files are left alone. A build argument that a command takes as a password is reported here where its name does not say so; where it does, `secret-in-arg-or-env` reports it. Passwords that everybody tries first, and plain words, are warnings; a plain word as a variable for one command is taken for a stand-in.',
  },
  messages: {
    flag: 'This {what} of {command} is written out, and stays in the image for everybody who has it. Change it, and let {command} read it from a file under RUN --mount=type=secret.',
    variable: '{name} is set to a credential that is written out, and stays in the image for everybody who has it. Change it, and use RUN --mount=type=secret,env={name}.',
    argument: 'The build argument {name} is the {what} of {command} here, and build arguments stay readable in the history of the image. Use RUN --mount=type=secret.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
      for (const command of commandsOf(instruction)) {
        checkArguments(instruction, command, report);
        for (const { kind, name, word, weak } of writtenCredentials(command)) {
          const severity = weak ? { severity: 'warning' as const } : {};
          if (kind === 'variable') report(word.span, 'variable', { data: { name }, ...severity });
          else report(word.span, 'flag', { data: { what: name, command: command.name }, ...severity });
        }
      }
    }
  },
});

/** A word that is a credential by its place, and holds a build argument. */
function checkArguments(instruction: Instruction, command: ShellCommand, report: Report<Message>): void {
  for (const { word, literal, what } of credentialWords(command)) {
    const name = literal === undefined ? argumentIn(instruction, word) : undefined;
    if (name !== undefined) report(word.span, 'argument', { data: { name, what, command: command.name }, severity: 'warning' });
  }
}

/** The build argument in a word, where its name does not tell that it is secret. */
function argumentIn(instruction: Instruction, word: ShellWord): string | undefined {
  if (instruction.keyword !== 'RUN') return undefined;
  return word.variables.find((name) => instruction.before.scope.lookup(name)?.kind === 'arg' && !isSecretName(name) && !isUser(name));
}

/** The other half of a login. */
function isUser(name: string): boolean {
  return wordsOfName(name).some((part) => /^(?:user|username|login|email|name|uid)$/.test(part));
}
