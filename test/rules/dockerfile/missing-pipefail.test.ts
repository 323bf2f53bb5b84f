import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { missingPipefail } from '../../../server/src/lint/rules/dockerfile/missing-pipefail';

describe('missing-pipefail', () => {
  it('the pipe', () => {
    checkRule(missingPipefail, `
FROM debian:13
RUN wget -O - https://example.com | wc -l > /number
                                  ^ warning missing-pipefail/hidden
RUN apt-get update && \\
    curl -s https://example.com \\
      | bash -
      ^ warning missing-pipefail/hidden
SHELL ["/bin/sh", "-o", "pipefail", "-c"]
RUN sort a | uniq
           ^ warning missing-pipefail/hidden
RUN dpkg -i a.deb | tee log
                  ^ warning missing-pipefail/hidden
RUN <<EOF
ls | wc -l
   ^ warning missing-pipefail/hidden
EOF
ONBUILD RUN sort a | uniq
                   ^ warning missing-pipefail/hidden
`);
  });

  it('pipefail by SHELL, by set, by the first line, or not needed', () => {
    checkClean(missingPipefail, `
FROM debian:13 AS a
RUN echo x | tee y
RUN apt-mark showmanual | xargs apt-mark auto && dpkg-query -W | sort && dpkg -l | awk '{ print $2 }' && rpm -qa | sort && scanelf --needed /x | awk '{ print $2 }' | sort -u | xargs -r apk add && echo x | sed s/x/y/ | tee z && dpkg --print-architecture | tee /arch
RUN curl -s https://example.com | tar xz -C /opt && curl -s https://example.com | gunzip > x
RUN if ls | grep x; then true; fi
RUN ls | grep x || true
RUN set -euo pipefail; ls | wc
RUN <<EOF
#!/bin/bash -o pipefail
ls | wc
EOF
CMD ls | wc
SHELL ["/bin/bash", "-eo", "pipefail", "-c"]
RUN ls | wc
FROM a
RUN ls | wc
FROM mcr.microsoft.com/powershell:7
SHELL ["pwsh", "-c"]
RUN Get-Variable x | Select-Object y
`);
  });

  it('by the shell the image has', () => {
    checkFix(missingPipefail, `
FROM alpine:3.24
RUN ls | wc
FROM debian:13
# count
RUN ls | wc
RUN du | wc
`, `
FROM alpine:3.24
SHELL ["/bin/ash", "-o", "pipefail", "-c"]
RUN ls | wc
FROM debian:13
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
# count
RUN ls | wc
RUN du | wc
`, 'unsafe');
  });

  it('is silent about pipelines into what fails without its data', () => {
    for (const run of ['curl -fsSL https://a.test/key | gpg --dearmor -o /k.gpg', 'wget -qO- https://a.test/key | apt-key add -', "php -m | grep -q 'imagick'", 'php -m | grep -oiE "^mongo$"', 'A=$(uname -m | sed s/x86_64/amd64/) && echo $A', 'wget -qO- https://a.test/a.zip | busybox unzip -', 'curl https://a.test/a | tar --gzip --extract', 'A=$(python3 --version | cut -d" " -f2) && echo $A', 'fc-list : family | sort | uniq', 'A="$(dpkg --print-architecture | cut -d- -f2)" && echo $A']) {
      checkClean(missingPipefail, `FROM debian:13\nRUN ${run}\n`);
    }
    checkRule(missingPipefail, 'FROM debian:13\nRUN ls /opt | grep -v tmp\n            ^ warning missing-pipefail/hidden\nRUN ls /opt | grep -c x\n            ^ warning missing-pipefail/hidden\nRUN curl https://a.test/key | gpg --verify a.sig -\n                            ^ warning missing-pipefail/hidden\n');
  });

  it('is silent where pipefail would break what works', () => {
    for (const run of ['LAYER=$(tar -tf x | grep y | head -1) && echo $LAYER', 'ls /opt | head -n1 > /first', "ls /opt | sed -n '/a/{p;q}' > /a", 'ls /opt | sed 1q > /a', "ls /opt | awk '/a/ { print; exit }' > /a", 'ls /opt | grep -m1 a | tr a b > /a', 'cat /a.txt | grep -qF a | wc -l', 'yes | sdkmanager --licenses | tee /log']) {
      checkClean(missingPipefail, `FROM debian:13\nRUN ${run}\n`);
    }
    for (const run of ['ls /opt | tail -n1 > /x', "ls /opt | sed 's/q;/x/' > /x", 'ls /opt | sed -e s/a/q/ > /x', "ls /opt | awk '{ n++ } END { exit n }' > /x", 'ls /opt | head -n -1 > /x', 'ls /opt | grep -v a > /x']) {
      checkRule(missingPipefail, `FROM debian:13\nRUN ${run}\n             ^ warning missing-pipefail/hidden\n`.replace(/^ {13}/m, ' '.repeat(12)));
    }
  });

  it('tells a download whose end is cut off, and breaks nothing by its fix', () => {
    const text = `
FROM debian:13
RUN curl -s https://a.test/releases | grep tag | head -n1 > /tag
`;
    checkRule(missingPipefail, `${text}                                    ^ warning missing-pipefail/download\n`);
    checkFix(missingPipefail, text, text, 'unsafe');
    const later = `
FROM debian:13 AS one
RUN ls | wc -l
FROM one
RUN ls | head -1 > /x
`;
    checkFix(missingPipefail, later, later, 'unsafe');
  });

  it('is silent about substitutions whose status nobody reads', () => {
    checkClean(missingPipefail, 'FROM debian:13\nRUN apt-get install -y $(cat /skip.txt | xargs) && export A="$(ls | wc -l)"\nRUN for x in $(ls | sort); do echo $x; done\n');
    checkRule(missingPipefail, 'FROM debian:13\nRUN A="$(ls | wc -l)" && echo $A\n            ^ warning missing-pipefail/hidden\n');
  });

  it('is silent about pipelines into a comparison of checksums', () => {
    checkClean(missingPipefail, 'FROM debian:13\nRUN grep tool.tgz SHA256SUMS | sha256sum -c -\n');
    checkRule(missingPipefail, 'FROM debian:13\nRUN grep tool.tgz SHA256SUMS | sha256sum\n                             ^ warning missing-pipefail/hidden\n');
  });
});
