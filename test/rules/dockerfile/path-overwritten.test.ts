import { pathOverwritten } from '../../../server/src/lint/rules/dockerfile/path-overwritten';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('path-overwritten', () => {
  it('neither PATH nor the system directories', () => {
    checkRule(pathOverwritten, `
FROM alpine:3.24
ENV HOME=/app PATH=/opt/tool/bin
                   ^^^^^^^^^^^^^ error path-overwritten/lost
ENV PATH $HOME/bin
         ^^^^^^^^^ error path-overwritten/lost
`);
  });

  it('system directories, PATH itself, unknown, scratch, Windows, other names', () => {
    checkClean(pathOverwritten, `
FROM alpine:3.24
ENV PATH=/app/bin:$PATH
ENV PATH \${PATH}:/x
ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
ENV PATH=/busybox:/bin/
ENV PATH=$UNKNOWN
ENV GOPATH=/go
FROM scratch
ENV PATH=/app
FROM mcr.microsoft.com/windows/servercore:ltsc2022
ENV PATH="C:\\\\app"
`);
  });

  it('gets PATH back', () => {
    checkFix(pathOverwritten, `
FROM alpine:3.24
ENV PATH="/opt/bin"
ENV PATH /opt/bin
`, `
FROM alpine:3.24
ENV PATH="/opt/bin:$PATH"
ENV PATH /opt/bin:$PATH
`, 'unsafe');
  });
});
