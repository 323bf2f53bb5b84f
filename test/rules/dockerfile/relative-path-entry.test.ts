import { relativePathEntry } from '../../../server/src/lint/rules/dockerfile/relative-path-entry';
import { checkClean, checkRule } from '../../helpers/rules';

describe('relative-path-entry', () => {
  it('relative, empty, the home directory', () => {
    checkRule(relativePathEntry, `
FROM alpine:3.24
ENV PATH=$PATH:.
               ^ warning relative-path-entry/relative
ENV PATH="./node_modules/.bin:$PATH"
          ^^^^^^^^^^^^^^^^^^^ warning relative-path-entry/relative
ENV PATH \${PATH}:bin
                 ^^^ warning relative-path-entry/relative
ENV PATH=~/.local/bin:$PATH
         ^^^^^^^^^^^^ warning relative-path-entry/home
ENV PATH=$PATH::/x
              ^ warning relative-path-entry/empty
ENV PATH=/bin:
             ^ warning relative-path-entry/empty
ENV PATH=:/bin
         ^ warning relative-path-entry/empty
`);
  });

  it('absolute ones, variables, Windows, other names, nothing at all', () => {
    checkClean(relativePathEntry, `
FROM alpine:3.24
ENV PATH=/app/bin:\${GOPATH:-/go}/bin:$PATH
ENV PATH=
ENV PATH =$PATH:/x
ENV MANPATH=.
ENV PATH="C:\\\\bin;%PATH%"
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV PATH=bin
`);
  });
});
