import { embeddedPassword } from '../../secrets/connection-string';
import { findSecrets, mayHoldSecret } from '../../secrets/values';
import { defineRule } from '../../rule';

export const literalSecret = defineRule({
  name: 'literal-secret',
  target: 'dockerfile',
  severity: 'error',
  category: 'secrets',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['secrets-in-code'] },
  docs: {
    what: 'A credential is written in the Dockerfile: a token in the form of a known provider, a private key, or a password in an address.',
    why: 'Everybody who can read the repository or pull the image has it, and it stays in the history of both after it is deleted.',
    bad: 'FROM alpine:3.24\nRUN git clone https://bot:s3cr3tw0rd@git.corp.test/app.git\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=ssh git clone git@git.corp.test:app.git\nUSER 10001\n',
    exceptions: 'Examples and placeholders (changeme, xxxx, <token>) and values from variables are left alone. Comments are not read.',
  },
  messages: {
    token: 'This is a {label}, and everybody who has the file or the image has it too. Revoke it and use RUN --mount=type=secret.',
    password: 'This address holds a password, and everybody who has the file or the image has it too. Change it and use RUN --mount=type=secret.',
  },
  check(file, report) {
    const tokens = mayHoldSecret(file.source.text);
    if (!tokens && !file.source.text.includes('://')) return;
    for (const instruction of file.instructions) {
      const parts = [{ text: instruction.args.text, span: (start: number, end: number) => instruction.args.span(start, end) }, ...instruction.heredocs.map((heredoc) => ({ text: heredoc.content, span: (start: number, end: number) => ({ start: heredoc.contentSpan.start + start, end: heredoc.contentSpan.start + end }) }))];
      for (const { text, span } of parts) {
        if (tokens) for (const found of findSecrets(text)) report(span(found.start, found.end), 'token', { data: { label: found.label } });
        const password = text.includes('://') ? embeddedPassword(text) : undefined;
        if (password) report(span(password.start, password.end), 'password');
      }
    }
  },
});
