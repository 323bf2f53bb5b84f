import type { Instruction } from '../../dockerfile/model';
import { secretVariables } from '../../dockerfile/secret-variables';
import { isDevelopmentFile } from '../../dockerfile/stage-purpose';
import { defineRule } from '../../rule';
import { embeddedPasswords } from '../../secrets/connection-string';
import { netrcPasswords } from '../../secrets/netrc';
import { findSecrets } from '../../secrets/values';
import type { Span } from '../../text/span';
import { isOnlyTried } from '../../workspace/purpose';

export const literalSecret = defineRule({
  name: 'literal-secret',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: {
    tally: ['secrets-in-code', 'ruby/secrets-in-arg-or-env', 'ruby/prefer-secret-mounts-for-build-credentials'], hadolint: ['DL3064'], buildkit: ['SecretsUsedInArgOrEnv'], trivy: ['DS-0031'], semgrep: ['secret-in-build-arg'],
    sonar: ['S6472'], droast: ['DF013', 'DF014'], dockle: ['CIS-DI-0010'], cis: ['4.10'],
  },
  docs: {
    what: 'A credential is written in the Dockerfile: the value of a variable that is named like one, a token in the form of a known provider, a private key, a password in an address or in a line of `.netrc`.',
    why: 'Everybody who can read the repository or pull the image has it, and it stays in the history of both after it is deleted.',
    bad: 'FROM alpine:3.24\nRUN git clone --depth 1 https://bot:s3cr3tw0rd@git.corp.test/app.git\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=ssh git clone --depth 1 git@git.corp.test:app.git\nUSER 10001\n',
    exceptions: 'Examples and placeholders (changeme, xxxx, <token>) and values from variables are left alone. Passwords that everybody tries first (admin, 123456) and plain words are warnings, in addresses a note: they are no secret, but they are what protects the container until somebody changes them; in files for tests and development they are left alone. Comments are not read.',
  },
  messages: {
    token: 'This is a {label}, and everybody who has the file or the image has it too. Revoke it and use RUN --mount=type=secret.',
    password: 'This address holds a credential, and everybody who has the file or the image has it too. Change it and use RUN --mount=type=secret.',
    guessed: 'The password in this address is one that anybody guesses, and it stays in force wherever nobody sets another. Leave the address out, so that it must be given when the container starts.',
    login: 'This login holds a password, and everybody who has the file or the image has it too. Change it and use RUN --mount=type=secret,target=/root/.netrc.',
    value: 'The credential {name} is written out here, and everybody who has the file or the image has it too. Change it and use RUN --mount=type=secret, or set it when the container starts.',
    weak: '{name} has a value that anybody guesses, and it stays in force wherever nobody sets another. Leave it out, so that it must be given when the container starts.',
  },
  check(file, report, { workspace }) {
    // What anybody guesses is no secret, and where nothing is shipped it protects nothing.
    const tried = isDevelopmentFile(file) || isOnlyTried(file.uri, workspace);
    for (const { kind, weak, name, pair } of secretVariables(file)) {
      if (kind === 'literal' && pair.value && !(weak && tried)) report(pair.value.span, weak ? 'weak' : 'value', { data: { name }, ...(weak ? { severity: 'warning' as const } : {}) });
    }
    for (const instruction of file.instructions) {
      for (const { text, span } of textsOf(instruction)) {
        for (const found of findSecrets(text)) report(span(found.start, found.end), 'token', { data: { label: found.label } });
        for (const found of netrcPasswords(text)) report(span(found.start, found.end), 'login', found.weak ? { severity: 'warning' } : {});
        if (!text.includes('://')) continue;
        for (const found of embeddedPasswords(text).filter(({ weak }) => !weak || !tried)) report(span(found.start, found.end), found.weak ? 'guessed' : 'password', found.weak ? { severity: 'info' } : {});
      }
    }
  },
});

/** The arguments and the heredocs, each with the way back to the document. */
function textsOf(instruction: Instruction): readonly { readonly text: string; span(start: number, end: number): Span }[] {
  const { args, heredocs } = instruction;
  return [
    { text: args.text, span: (start, end) => args.span(start, end) },
    ...heredocs.map(({ content, contentSpan }) => ({ text: content, span: (start: number, end: number) => ({ start: contentSpan.start + start, end: contentSpan.start + end }) })),
  ];
}
