import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { relativeWorkdir } from '../../../server/src/lint/rules/dockerfile/relative-workdir';

describe('relative-workdir', () => {
  it('where the base decides', () => {
    checkRule(relativeWorkdir, `
FROM alpine:3.24
WORKDIR app
        ^^^ warning relative-workdir/relative
WORKDIR more
FROM alpine:3.24
ARG DIR=lib
WORKDIR "$DIR/x"
        ^^^^^^^^ warning relative-workdir/relative
FROM alpine:3.24
ONBUILD WORKDIR app
                ^^^ warning relative-workdir/relative
`);
  });

  it('absolute paths, paths below one, unknown variables', () => {
    checkClean(relativeWorkdir, `
FROM alpine:3.24 AS base
WORKDIR /app
WORKDIR lib
FROM base
WORKDIR src
FROM mcr.microsoft.com/windows/servercore:ltsc2022
WORKDIR C:\\app
FROM debian:13
WORKDIR $X
WORKDIR lib
FROM debian:13
ARG D=/x
WORKDIR $D
WORKDIR "/a b"
WORKDIR "C:\\"
`);
  });

  it('has an unsafe fix', () => {
    checkFix(relativeWorkdir, `
FROM alpine:3.24
WORKDIR app
FROM alpine:3.24
WORKDIR "app x"
`, `
FROM alpine:3.24
WORKDIR /app
FROM alpine:3.24
WORKDIR "/app x"
`, 'unsafe');
  });
});
