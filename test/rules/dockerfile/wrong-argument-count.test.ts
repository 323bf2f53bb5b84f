import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { wrongArgumentCount } from '../../../server/src/lint/rules/dockerfile/wrong-argument-count';

describe('wrong-argument-count', () => {
  it('FROM', () => {
    checkRule(wrongArgumentCount, `
FROM alpine latest
            ^^^^^^ error wrong-argument-count/from
FROM alpine AS
            ^^ error wrong-argument-count/stage-name
FROM alpine AS a b c
                 ^^^ error wrong-argument-count/from
FROM --platform=linux/amd64 alpine AS build # not counted
`);
  });

  it('COPY, ADD and USER', () => {
    checkRule(wrongArgumentCount, `
FROM alpine:3.24
COPY app
     ^^^ error wrong-argument-count/destination
ADD ["app"]
      ^^^ error wrong-argument-count/destination
COPY <<EOF
     ^^^^^ error wrong-argument-count/destination
hello
EOF
USER app staff
     ^^^^^^^^^ warning wrong-argument-count/user
ONBUILD COPY x
             ^ error wrong-argument-count/destination
`);
  });

  it('the right number', () => {
    checkClean(wrongArgumentCount, `
FROM alpine:3.24 AS a
COPY a b
COPY a b c/
USER app
USER app:staff
COPY <<EOF /etc/motd
hello
EOF
`);
  });

  it('removes what is too much', () => {
    checkFix(wrongArgumentCount, `
FROM alpine latest
FROM alpine AS a b
`, `
FROM alpine
FROM alpine AS a
`, 'unsafe');
  });
});
