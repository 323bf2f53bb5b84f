import { userByName } from '../../../server/src/lint/rules/dockerfile/user-by-name';
import { checkFix, checkRule } from '../../helpers/rules';

describe('user-by-name', () => {
  it('marks the name', () => {
    checkRule(userByName, `
FROM alpine:3.24
USER app
     ^^^ info user-by-name/unknown
`);
  });

  it('knows the id', () => {
    checkRule(userByName, `
FROM debian:13
RUN useradd --uid 1234 app
USER app:grp
     ^^^^^^^ info user-by-name/known
`);
  });

  it('leaves numbers, root and unknown arguments alone', () => {
    checkRule(userByName, `
FROM alpine:3.24
ARG U
USER app
USER $U
`);
  });

  it('writes the id', () => {
    checkFix(userByName, `
FROM alpine:3.24
RUN adduser -D -u 10001 app
USER app
`, `
FROM alpine:3.24
RUN adduser -D -u 10001 app
USER 10001
`, 'safe');
  });
});
