import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { shellFormCommand } from '../../../server/src/lint/rules/dockerfile/shell-form-command';

describe('shell-form-command', () => {
  it('words and code', () => {
    checkRule(shellFormCommand, `
FROM alpine:3.24
CMD node app.js --port 80
    ^^^^^^^^^^^^^^^^^^^^^ warning shell-form-command/words
ENTRYPOINT cd /app && node app.js
           ^^^^^^^^^^^^^^^^^^^^^^ warning shell-form-command/code
CMD node $FILE
    ^^^^^^^^^^ warning shell-form-command/code
ONBUILD CMD echo hello
            ^^^^^^^^^^ warning shell-form-command/words
`);
  });

  it('exec form, exec, and a SHELL of its own', () => {
    checkClean(shellFormCommand, `
FROM alpine:3.24 AS a
CMD ["node", "app.js"]
ENTRYPOINT exec node app.js
CMD ["a", 'b']
HEALTHCHECK CMD true
RUN node app.js
CMD
FROM a AS b
SHELL ["/bin/bash", "-c"]
CMD node app.js
FROM b
ENTRYPOINT node app.js
`);
  });

  it('leaves shells alone, which have nothing to finish', () => {
    for (const shell of ['/bin/sh', 'bash', '/bin/bash -l']) checkClean(shellFormCommand, `FROM debian:13\nCMD ${shell}\n`);
    checkRule(shellFormCommand, 'FROM debian:13\nCMD bash start.sh\n    ^^^^^^^^^^^^^ warning shell-form-command/words\n');
  });

  it('plain words become an array', () => {
    checkFix(shellFormCommand, `
FROM alpine:3.24
CMD node "my app.js" --flag='x y' \\
    --more
ENTRYPOINT node *.js
`, `
FROM alpine:3.24
CMD ["node", "my app.js", "--flag=x y", "--more"]
ENTRYPOINT node *.js
`, 'unsafe');
  });

  it('what needs a shell stays', () => {
    const text = `
FROM alpine:3.24
CMD node app.js > log
ENTRYPOINT A=b node app.js
CMD source x
`;
    checkFix(shellFormCommand, text, text, 'unsafe');
  });

  it('is silent about stages that are only copied from', () => {
    checkRule(shellFormCommand, `
FROM alpine:3.24 AS base
CMD httpd -f
    ^^^^^^^^ warning shell-form-command/words
FROM golang:1.27 AS build
ENTRYPOINT go run
FROM base AS target
CMD httpd -p 80
    ^^^^^^^^^^^ warning shell-form-command/words
FROM base
COPY --from=build /a /a
`);
  });
});
