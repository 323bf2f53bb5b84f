import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { addInsteadOfCopy } from '../../../server/src/lint/rules/dockerfile/add-instead-of-copy';

describe('add-instead-of-copy', () => {
  it('plain files', () => {
    checkRule(addInsteadOfCopy, `
FROM alpine:3.24
ARG FILE=app.jar
ARG JAR
ADD app /app
^^^ info add-instead-of-copy/plain
ADD --chown=1 *.txt "file.zip" /app/
^^^ info add-instead-of-copy/plain
ADD $FILE /app
^^^ info add-instead-of-copy/plain
ADD $JAR app.jar
^^^ info add-instead-of-copy/plain
ONBUILD ADD . /app
        ^^^ info add-instead-of-copy/plain
`);
  });

  it('archives, addresses, git, unknown variables, flags of ADD, heredocs', () => {
    checkClean(addInsteadOfCopy, `
FROM alpine:3.24
ARG JAR
ADD app.tar.gz /app
ADD ["a.tgz", "b.txt", "/app/"]
ADD https://example.com/x app /x/
ADD git@example.com:a/b.git /x
ADD https://github.com/a/b.git#main /x
ADD $JAR /app
ADD --unpack=false app /x
COPY app /app
ADD <<EOF /x
EOF
`);
  });

  it('keeps the rest', () => {
    checkFix(addInsteadOfCopy, `
FROM alpine:3.24
ADD --chown=1 app \\
  /app
add app.jar /x
`, `
FROM alpine:3.24
COPY --chown=1 app \\
  /app
copy app.jar /x
`);
  });

  it('where a pattern may find archives', () => {
    checkFix(addInsteadOfCopy, `
FROM alpine:3.24
ADD *.txt /x/
`, `
FROM alpine:3.24
COPY *.txt /x/
`, 'unsafe');
  });
});
