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
    checkFix(userByName, 'FROM debian:13\nRUN useradd -u 1234 app\nUSER app:web\n', 'FROM debian:13\nRUN useradd -u 1234 app\nUSER 1234:web\n');
    checkFix(userByName, 'FROM node:24\nUSER node\n', 'FROM node:24\nUSER 1000\n');
    checkFix(userByName, 'FROM alpine:3.24\nUSER nobody\n', 'FROM alpine:3.24\nUSER 65534\n');
    checkFix(userByName, 'FROM example.org/x:1\nUSER nobody\n', 'FROM example.org/x:1\nUSER nobody\n');
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
