import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { emptyContinuation } from '../../../server/src/lint/rules/dockerfile/empty-continuation';

describe('empty-continuation', () => {
  it('each group of lines', () => {
    checkRule(emptyContinuation, `
FROM alpine:3.24
RUN a \\

^> warning empty-continuation/blank
    b \\
  
^^> warning empty-continuation/blank
	
    c
COPY x \\
    # comment
    y
`);
  });

  it('an instruction that is swallowed', () => {
    checkRule(emptyContinuation, `
FROM alpine:3.24
RUN apk add \\
    curl \\

^> error empty-continuation/swallowed
CMD ["x"]
`);
  });

  it('heredocs, comments, and the end of the file', () => {
    checkClean(emptyContinuation, `
FROM alpine:3.24
RUN <<EOF

a
EOF
RUN a \\
    # b
    c \\


`);
  });

  it('removes them', () => {
    checkFix(emptyContinuation, `
FROM alpine:3.24
RUN a \\

    b \\


    c
`, `
FROM alpine:3.24
RUN a \\
    b \\
    c
`);
  });

  it('ends the instruction above', () => {
    checkFix(emptyContinuation, `
FROM alpine:3.24
RUN apk add \\
    curl \\

CMD ["x"]
`, `
FROM alpine:3.24
RUN apk add \\
    curl

CMD ["x"]
`, 'unsafe');
  });
});
