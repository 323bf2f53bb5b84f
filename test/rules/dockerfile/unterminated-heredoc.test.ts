import { checkClean, checkRule } from '../../helpers/rules';
import { unterminatedHeredoc } from '../../../server/src/lint/rules/dockerfile/unterminated-heredoc';

describe('unterminated-heredoc', () => {
  it('no closing line', () => {
    checkRule(unterminatedHeredoc, `
FROM alpine:3.24
RUN <<EOF cat
    ^^^^^ error unterminated-heredoc/open
hello
`);
  });

  it('blanks around the closing word', () => {
    checkRule(unterminatedHeredoc, `
FROM alpine:3.24
COPY <<A <<"B" /x/
         ^^^^^ error unterminated-heredoc/indented
A
 B
`);
  });

  it('closed ones, and redirections of other kinds', () => {
    checkClean(unterminatedHeredoc, `
FROM alpine:3.24
RUN <<-EOF
	hello
	EOF
RUN cat <<< EOF
CMD cat <<EOF
`);
  });
});
