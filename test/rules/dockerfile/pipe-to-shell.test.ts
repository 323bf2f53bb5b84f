import { pipeToShell } from '../../../server/src/lint/rules/dockerfile/pipe-to-shell';
import { checkRule } from '../../helpers/rules';

describe('pipe-to-shell', () => {
  it('marks the download', () => {
    checkRule(pipeToShell, `
FROM alpine:3.24
RUN curl -fsSL https://example.com/x | sh
    ^^^^ warning pipe-to-shell/piped
RUN wget -qO- https://example.com/x | sudo bash -s -- --yes
    ^^^^ warning pipe-to-shell/piped
RUN apk add curl && \\
    # comment
    curl -sL https://example.com/x | tee log | python3 -
    ^^^^ warning pipe-to-shell/piped
`);
  });

  it('sees substitutions', () => {
    checkRule(pipeToShell, `
FROM alpine:3.24
RUN bash <(curl -s https://example.com/x)
           ^^^^ warning pipe-to-shell/piped
RUN sh -c "$(curl -fsSL https://example.com/x)"
             ^^^^ warning pipe-to-shell/piped
RUN eval "$(wget -qO- https://example.com/x)"
            ^^^^ warning pipe-to-shell/piped
`);
  });

  it('sees heredocs and strings', () => {
    checkRule(pipeToShell, `
FROM alpine:3.24
RUN <<EOF
curl https://example.com/x | bash
^^^^ warning pipe-to-shell/piped
EOF
RUN bash -c 'curl https://example.com/x | sh'
             ^^^^ warning pipe-to-shell/piped
`);
  });

  it('leaves files, filters, scripts with an argument and verified pipes alone', () => {
    checkRule(pipeToShell, `
FROM alpine:3.24
RUN curl -fsSL -o x https://example.com/x && sh x
RUN curl -fsSL https://example.com/x | tar -xz
RUN curl -fsSL https://example.com/x | python3 parse.py
RUN curl -fsSL https://example.com/x | bash -c 'cat > y'
RUN curl -fsSL https://example.com/key | gpg --dearmor | sh
RUN wget https://example.com/x | sh
RUN echo hi | sh
`);
  });

  it('tells programs from arguments and from the commands of a string', () => {
    checkRule(pipeToShell, `
FROM alpine:3.24
RUN bash -c 'curl https://example.com/key | gpg --import'
RUN bash install.sh "$(curl https://example.com/version)"
RUN sh -c "V=$(curl https://example.com/version); echo \$V"
RUN bash <<< "$(curl https://example.com/x)"
                ^^^^ warning pipe-to-shell/piped
RUN bash -c "eval $(curl https://example.com/x)"
                    ^^^^ warning pipe-to-shell/piped
RUN sh -c "\`curl https://example.com/x\`"
            ^^^^ warning pipe-to-shell/piped
`);
  });
});
