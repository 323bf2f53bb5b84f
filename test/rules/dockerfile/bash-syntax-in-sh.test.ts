import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { bashSyntaxInSh } from '../../../server/src/lint/rules/dockerfile/bash-syntax-in-sh';

describe('bash-syntax-in-sh', () => {
  it('each kind once a script', () => {
    checkRule(bashSyntaxInSh, `
FROM debian:13
RUN source /x && source /y
    ^^^^^^ error bash-syntax-in-sh/bash
RUN if [[ -f /x ]]; then pushd /x; fi
       ^^ error bash-syntax-in-sh/bash
                         ^^^^^ error bash-syntax-in-sh/bash
RUN cat <<< "x" &> /dev/null
        ^^^^^^^ error bash-syntax-in-sh/bash
                ^^^^^^^^^^^^ error bash-syntax-in-sh/bash
RUN diff <(ls /a) <(ls /b)
         ^^^^^^^^ error bash-syntax-in-sh/bash
ONBUILD RUN source /x
            ^^^^^^ error bash-syntax-in-sh/bash
`);
  });

  it('images that are built on Debian', () => {
    checkRule(bashSyntaxInSh, `
FROM node:24-slim
RUN source ~/.nvm/nvm.sh
    ^^^^^^ error bash-syntax-in-sh/bash
`);
  });

  it('Bash by SHELL or by the first line, other shells, quotes', () => {
    checkClean(bashSyntaxInSh, `
FROM debian:13 AS a
RUN . /x && [ -f /x ] && echo "[[ x ]] source" '<<< x'
RUN bash -c 'source /x'
RUN <<EOF
#!/bin/bash
source /x
EOF
RUN test "$(echo x | grep '[[:space:]]')" || grep [[:digit:]] /x
SHELL ["/bin/bash", "-c"]
RUN source /x
FROM fedora:44
RUN source /x
FROM alpine:3.24
RUN source /x
FROM acme/app:1
RUN source /x
FROM ubuntu:26.04
RUN ln -sf /bin/bash /bin/sh
RUN source /x
`);
  });

  it('by the word that POSIX has, or by Bash', () => {
    checkFix(bashSyntaxInSh, `
FROM debian:13
RUN source /x
FROM debian:13
RUN [[ -f /x ]]
`, `
FROM debian:13
RUN . /x
FROM debian:13
SHELL ["/bin/bash", "-c"]
RUN [[ -f /x ]]
`, 'unsafe');
  });
});
