import { curlNoRetry } from '../../../server/src/lint/rules/dockerfile/curl-no-retry';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('curl-no-retry', () => {
  it('marks the first use of a stage, or the installation', () => {
    checkRule(curlNoRetry, `
FROM debian:13 AS base
RUN apt-get install -y curl
                       ^^^^ hint curl-no-retry/retry
FROM base
RUN curl https://example.com/b
FROM alpine:3.24
RUN apk add curl && curl https://example.com/a
                    ^^^^ hint curl-no-retry/retry
RUN curl https://example.com/b
`);
  });

  it('is silent where it is configured', () => {
    checkClean(curlNoRetry, 'FROM a\nENV CURL_HOME=/etc\nRUN curl https://example.com/a\n');
    checkClean(curlNoRetry, 'FROM a\nRUN echo x > /root/.curlrc\nRUN curl https://example.com/a\n');
    checkClean(curlNoRetry, 'FROM a\nCOPY <<EOF /root/.curlrc\nx\nEOF\nRUN curl https://example.com/a\n');
    checkClean(curlNoRetry, 'FROM a\nRUN curl --retry 3 https://example.com/a\n');
  });

  it('adds the option', () => {
    checkFix(curlNoRetry, 'FROM a\nRUN curl https://example.com/a\n', 'FROM a\nRUN curl --retry 3 https://example.com/a\n', 'unsafe');
  });

  it('knows the program of Windows, and its installation', () => {
    checkRule(curlNoRetry, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN C:\\Tools\\CURL.EXE -fsSL https://example.com/a.ps1 -o a.ps1
    ^^^^^^^^^^^^^^^^^ hint curl-no-retry/retry
`);
    checkRule(curlNoRetry, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
RUN choco install -y curl
                     ^^^^ hint curl-no-retry/retry
`);
    checkClean(curlNoRetry, 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nRUN curl.exe --retry 3 -fsSLO https://example.com/a & curl.exe --version\n');
    // There, curl without .exe is a cmdlet.
    checkClean(curlNoRetry, 'FROM mcr.microsoft.com/windows/servercore:ltsc2025\nSHELL ["powershell", "-Command"]\nRUN curl https://example.com/a -OutFile a\n');
  });
});
