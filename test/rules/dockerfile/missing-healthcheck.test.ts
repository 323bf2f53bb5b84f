import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { missingHealthcheck } from '../../../server/src/lint/rules/dockerfile/missing-healthcheck';

describe('missing-healthcheck', () => {
  it('on the final image', () => {
    checkRule(missingHealthcheck, `
FROM alpine:3.24 AS build
HEALTHCHECK CMD true
FROM debian:13
     ^^^^^^^^^ info missing-healthcheck/none
CMD ["app"]
`);
  });

  it('scratch and unknown bases without a command', () => {
    checkRule(missingHealthcheck, `
FROM scratch
     ^^^^^^^ info missing-healthcheck/none
`);
  });

  it('a command by a shell', () => {
    checkRule(missingHealthcheck, `
FROM debian:13
     ^^^^^^^^^ info missing-healthcheck/none
CMD ["bash", "-c", "app"]
`);
  });

  it('given or inherited, NONE, shells, serverless, official images as they are', () => {
    checkClean(missingHealthcheck, `
FROM alpine:3.24 AS base
HEALTHCHECK NONE
FROM base
CMD ["app"]
`);
    checkClean(missingHealthcheck, `
FROM debian:13
CMD ["bash", "-l"]
`);
    checkClean(missingHealthcheck, `
FROM public.ecr.aws/lambda/python:3.13
CMD ["app.handler"]
`);
    checkClean(missingHealthcheck, `
FROM nginx:1.30
RUN true
`);
    checkClean(missingHealthcheck, `
FROM ghcr.io/openfaas/of-watchdog:0.10 AS watchdog
FROM alpine:3.24
CMD ["fwatchdog"]
`);
  });

  it('by the port and the tool that the image has', () => {
    checkFix(missingHealthcheck, `
FROM alpine:3.24
EXPOSE 8080
CMD ["httpd"]

`, `
FROM alpine:3.24
EXPOSE 8080
HEALTHCHECK CMD wget -qO /dev/null http://localhost:8080/ || exit 1
CMD ["httpd"]

`, 'unsafe');
  });
});
