import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { runWritesFile } from '../../../server/src/lint/rules/dockerfile/run-writes-file';

describe('run-writes-file', () => {
  it('echo, printf, cat', () => {
    checkRule(runWritesFile, `
FROM alpine:3.24
RUN echo "a b" > /etc/x
                 ^^^^^^ hint run-writes-file/copy
RUN make && printf '%s\\n' x > /etc/y
                              ^^^^^^ hint run-writes-file/copy
RUN cat <<EOF > /etc/z
                ^^^^^^ hint run-writes-file/copy
hello
EOF
RUN echo x > ~/.bashrc
             ^^^^^^^^^ hint run-writes-file/copy
`);
  });

  it('made by the shell, added to, mounted, relative, elsewhere', () => {
    checkClean(runWritesFile, `
FROM alpine:3.24
RUN echo $HOME > /etc/x
RUN echo a >> /etc/x
RUN echo a > /etc/x && echo b >> /etc/x
RUN echo a > x
RUN echo a | tee /etc/x
RUN if true; then echo a > /etc/x; fi
RUN --mount=type=cache,target=/cache echo a > /cache/x
RUN --mount=type=bind,target=/src echo a > /etc/x
RUN date > /etc/x
RUN echo a > /dev/null
`);
  });

  it('plain echo', () => {
    checkFix(runWritesFile, `
FROM alpine:3.24
RUN echo "a b" > /etc/x
RUN echo '$HOME' > /etc/y
`, `
FROM alpine:3.24
COPY <<EOF /etc/x
a b
EOF
COPY <<"EOF" /etc/y
$HOME
EOF
`, 'unsafe');
  });

  it('the rest', () => {
    const text = `
FROM alpine:3.24
RUN make && echo "a" > /etc/x
RUN echo -e "a\\n" > /etc/y
USER app
RUN echo a > /etc/z
`;
    checkFix(runWritesFile, text, text, 'unsafe');
  });
});
