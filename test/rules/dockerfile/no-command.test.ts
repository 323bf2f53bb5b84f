import { checkClean, checkRule } from '../../helpers/rules';
import { noCommand } from '../../../server/src/lint/rules/dockerfile/no-command';

describe('no-command', () => {
  it('scratch and bases with a shell', () => {
    checkRule(noCommand, `
FROM debian:13 AS build
CMD ["x"]
FROM scratch
     ^^^^^^^ hint no-command/none
COPY a /a
`);
  });

  it('inherited nothing', () => {
    checkRule(noCommand, `
FROM alpine:3.24 AS base
RUN true
FROM base
     ^^^^ hint no-command/none
`);
  });

  it('with a command, or on a base that may have one', () => {
    checkClean(noCommand, `
FROM alpine:3.24 AS base
CMD ["x"]
FROM base
`);
    checkClean(noCommand, `
FROM nginx:1.30
`);
    checkClean(noCommand, `
FROM acme/app:1
`);
    checkClean(noCommand, `
FROM alpine:3.24
ENTRYPOINT ["x"]
`);
  });
});
