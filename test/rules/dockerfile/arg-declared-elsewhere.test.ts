import { argDeclaredElsewhere } from '../../../server/src/lint/rules/dockerfile/arg-declared-elsewhere';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('arg-declared-elsewhere', () => {
  it('further down, and in another stage', () => {
    checkRule(argDeclaredElsewhere, `
FROM golang:1.26 AS build
ARG APP
RUN go build -o "$APP" && echo $VERSION
                               ^^^^^^^^ warning arg-declared-elsewhere/late
ARG VERSION=1
FROM debian:13
RUN install \${APP} && echo $APP
            ^^^^^^ warning arg-declared-elsewhere/other
RUN <<EOF
echo $VERSION
     ^^^^^^^^ warning arg-declared-elsewhere/other
EOF
`);
  });

  it('in force, inherited, global, set by the script or the base', () => {
    checkClean(argDeclaredElsewhere, `
ARG GLOBAL=1
FROM python:3.14 AS base
ARG APP VERSION
ENV MODE=x
RUN echo $APP
FROM base
RUN echo $APP $GLOBAL $MODE
FROM python:3.14
ARG NAME
FROM python:3.14
RUN APP=x; echo $APP
RUN for NAME in a b; do echo $NAME; done
RUN . ./env && echo $APP
RUN echo \${APP:-x} '$NAME'
RUN ["echo", "$APP"]
FROM python:3.14
ARG PYTHON_VERSION
FROM python:3.14
RUN echo $PYTHON_VERSION
`);
  });

  it('is moved or repeated', () => {
    checkFix(argDeclaredElsewhere, `
FROM debian:13 AS build
# build it
RUN make $TAG
ARG TAG=1
FROM debian:13
RUN echo $TAG
`, `
FROM debian:13 AS build
ARG TAG=1
# build it
RUN make $TAG
FROM debian:13
ARG TAG
RUN echo $TAG
`, 'unsafe');
  });
});
