import { tlsVerificationOff } from '../../../server/src/lint/rules/dockerfile/tls-verification-off';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('tls-verification-off', () => {
  it('marks flags', () => {
    checkRule(tlsVerificationOff, `
FROM alpine:3.24
RUN curl -fsSLk https://example.com/x
              ^ error tls-verification-off/flag
RUN wget -q --no-check-certificate https://example.com/x
            ^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/flag
RUN pip install --trusted-host pypi.org django
                ^^^^^^^^^^^^^^ error tls-verification-off/flag
RUN python3 -m pip install --trusted-host=pypi.org django
                           ^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/flag
RUN curl https://example.com/x
RUN curl -k https://localhost:8443/health
`);
  });

  it('marks variables in ENV, ARG and commands', () => {
    checkRule(tlsVerificationOff, `
FROM alpine:3.24
ENV NODE_TLS_REJECT_UNAUTHORIZED=0 A=b
    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/variable
ARG PYTHONHTTPSVERIFY=0
    ^^^^^^^^^^^^^^^^^^^ error tls-verification-off/variable
RUN export GIT_SSL_NO_VERIFY=true && git clone https://example.com/x
           ^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/variable
RUN GIT_SSL_NO_VERIFY=1 git clone https://example.com/x
    ^^^^^^^^^^^^^^^^^^^ error tls-verification-off/variable
ENV NODE_TLS_REJECT_UNAUTHORIZED=1 NPM_CONFIG_STRICT_SSL=true
`);
  });

  it('marks settings', () => {
    checkRule(tlsVerificationOff, `
FROM alpine:3.24
RUN npm config set strict-ssl false && npm ci
                   ^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN git config --global http.sslVerify false
                        ^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN git -c http.sslVerify=false clone https://example.com/x
           ^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN yum-config-manager --setopt=sslverify=0 --save
                       ^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN npm config set strict-ssl true
RUN git config --global http.sslVerify true
`);
  });

  it('removes the flag, or its letter', () => {
    checkFix(tlsVerificationOff, `
FROM alpine:3.24
RUN wget --no-check-certificate https://example.com/x
RUN curl -fk https://example.com/x
RUN curl -k -f https://example.com/x
RUN pip install --trusted-host pypi.org django
`, `
FROM alpine:3.24
RUN wget https://example.com/x
RUN curl -f https://example.com/x
RUN curl -f https://example.com/x
RUN pip install django
`, 'unsafe');
  });

  it('marks settings of many tools', () => {
    checkRule(tlsVerificationOff, `
FROM alpine:3.24
RUN dnf-config-manager --save --setopt=*.sslverify=False
                              ^^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN composer config -g secure-http false && composer config -g disable-tls true
                       ^^^^^^^^^^^^^^^^^ error tls-verification-off/plain
                                                               ^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN mvn -B -Dmaven.wagon.http.ssl.insecure=true package
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN apt-get -o Acquire::https::Verify-Peer=false update
               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN echo insecure >> ~/.curlrc && printf 'a\\nstrict-ssl=false\\n' | tee /root/.npmrc
         ^^^^^^^^ error tls-verification-off/setting
                                         ^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN pip config set global.trusted-host pypi.org && bundle config ssl_verify_mode 0
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
                                                                 ^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN aria2c --check-certificate=false https://example.com/x
           ^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/flag
`);
  });

  it('reads PowerShell', () => {
    checkRule(tlsVerificationOff, `
FROM mcr.microsoft.com/windows/servercore:ltsc2025
SHELL ["powershell", "-Command"]
RUN Invoke-WebRequest -SkipCertificateCheck -Uri https://example.com/x -OutFile x
                      ^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
RUN [Net.ServicePointManager]::ServerCertificateValidationCallback = {$true}; echo x
                               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error tls-verification-off/setting
`);
  });

  it('leaves questions, yes and other words alone', () => {
    checkClean(tlsVerificationOff, `
FROM alpine:3.24
RUN npm config get strict-ssl || false
RUN npm install strict-ssl false
RUN git config --get http.sslVerify false
RUN aria2c --check-certificate=true https://example.com/x
RUN echo insecure >> /etc/motd && echo "strict-ssl=true" > .npmrc
RUN yum-config-manager --save --setopt=a=1 && echo "--setopt=sslverify=0"
RUN composer config -g secure-http true
`);
  });

  it('removes variables and commands with what belongs to them', () => {
    checkFix(tlsVerificationOff, `
FROM alpine:3.24
ENV NODE_TLS_REJECT_UNAUTHORIZED=0
ENV PYTHONHTTPSVERIFY=0 \\
    A=b
ENV A=b \\
    PYTHONHTTPSVERIFY=0
RUN export GIT_SSL_NO_VERIFY=1 && git clone https://example.com/x
RUN GIT_SSL_NO_VERIFY=1 git clone https://example.com/x
RUN npm config set strict-ssl false \\
  && npm ci
RUN wget https://example.com/x \\
    --no-check-certificate
USER 1
`, `
FROM alpine:3.24
ENV A=b
ENV A=b
RUN git clone https://example.com/x
RUN git clone https://example.com/x
RUN npm ci
RUN wget https://example.com/x
USER 1
`, 'unsafe');
  });
});
