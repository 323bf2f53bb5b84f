import type { Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { Report } from '../../rule';
import { isWeakPassword } from '../../secrets/connection-string';
import { isLiteralSecret, isWord } from '../../secrets/literal';
import { isSecretName, wordsOfName } from '../../secrets/names';
import { findSecrets } from '../../secrets/values';
import { credentialWords } from '../../shell/credentials';
import type { ShellCommand, ShellWord } from '../../shell/model';
import { commandsOf } from '../../shell/scripts';

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
        checkWords(instruction, command, report);
        checkAssignments(command, report);
      }
    }
  },
});

function checkWords(instruction: Instruction, command: ShellCommand, report: Report<Message>): void {
  for (const { word, literal, what } of credentialWords(command)) {
    if (literal === undefined) {
      const name = argumentIn(instruction, word);
      if (name !== undefined) report(word.span, 'argument', { data: { name, what, command: command.name }, severity: 'warning' });
    } else if (isLiteralSecret(literal) && findSecrets(word.value ?? '').length === 0) {
      // A token of a known form is reported as such.
      report(word.span, 'flag', { data: { what, command: command.name }, ...(isWeakPassword(literal) || isWord(literal) ? { severity: 'warning' as const } : {}) });
    }
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

const secretVariable = /(?:apikey|password|pword|passwd|passphrase|secret|token|pwd|sshpass)$/;

function checkAssignments(command: ShellCommand, report: Report<Message>): void {
  for (const { name, value } of command.assignments) if (value?.variables.length === 0) checkVariable(name, value.value, value, report);
  if (command.name !== 'export' && command.name !== 'setx') return;
  for (const word of command.args) {
    const match = word.variables.length === 0 ? /^([A-Za-z_]\w*)=(.*)$/s.exec(word.value ?? '') : null;
    if (match) checkVariable(match[1]!, match[2], word, report);
  }
}

function checkVariable(name: string, literal: string | undefined, at: ShellWord, report: Report<Message>): void {
  const words = wordsOfName(name);
  const last = words[words.length - 1] ?? '';
  if (!isSecretName(name) || !(secretVariable.test(last) || (last === 'key' && /^(?:api|secret|access|private)$/.test(words[words.length - 2] ?? '')))) return;
  // `SECRET_KEY=build manage.py collectstatic`: a word for one command protects nothing.
  if (literal === undefined || !isLiteralSecret(literal) || isWord(literal) || findSecrets(literal).length > 0) return;
  report(at.span, 'variable', { data: { name }, ...(isWeakPassword(literal) ? { severity: 'warning' as const } : {}) });
}
