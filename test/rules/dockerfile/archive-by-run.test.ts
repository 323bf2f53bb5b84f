import { archiveByRun } from '../../../server/src/lint/rules/dockerfile/archive-by-run';
import { checkFix, checkRule } from '../../helpers/rules';

describe('archive-by-run', () => {
  it('marks the download', () => {
    checkRule(archiveByRun, `
FROM debian:13
RUN curl -fsSL "https://example.com/app.tar.gz?token=abc" | tar -xz -C /opt/
    ^^^^ hint archive-by-run/add
RUN wget https://example.com/latest -O /tmp/app.tgz && tar xf /tmp/app.tgz --strip-components=1
    ^^^^ hint archive-by-run/add
RUN curl -fsSL https://example.com/x.gz -o x.gz && gunzip x.gz
RUN curl -o a.tar.gz https://example.com/a.tar.gz && tar -cf b.tar /data
RUN wget https://example.com/a.json && tar xf local.tar
`);
  });

  it('rewrites what ADD can do', () => {
    checkFix(archiveByRun, `
FROM debian:13
RUN curl -fsSL https://example.com/a.tar.gz | tar -xz -C /opt
WORKDIR /app
RUN wget -O /tmp/a.tgz https://example.com/a.tgz && tar xf /tmp/a.tgz && rm /tmp/a.tgz
RUN curl https://example.com/a.tgz | tar xz --strip-components=1
RUN curl https://example.com/a.tgz | tar xz && make
`, `
FROM debian:13
ADD --unpack=true https://example.com/a.tar.gz /opt/
WORKDIR /app
ADD --unpack=true https://example.com/a.tgz /app/
RUN curl https://example.com/a.tgz | tar xz --strip-components=1
RUN curl https://example.com/a.tgz | tar xz && make
`, 'unsafe');
  });

  it('knows the commands of Windows', () => {
    checkRule(archiveByRun, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN curl.exe -fsSL https://example.com/a.tar.gz -o "C:\\a b\\a.tar.gz" && tar.exe -xf "C:\\a b\\a.tar.gz" -C C:\\tools
    ^^^^^^^^ hint archive-by-run/add
RUN wget.exe https://example.com/latest -O C:\\b.tgz && tar.exe -tf C:\\b.tgz
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest https://example.com/x -OutFile 'C:\\a.tar.gz'; tar.exe -xf C:\\a.tar.gz
    ^^^^^^^^^^^^^^^^^ hint archive-by-run/add
RUN Invoke-WebRequest https://example.com/x -OutFile C:\\a.zip; Expand-Archive C:\\a.zip
`);
  });
});
