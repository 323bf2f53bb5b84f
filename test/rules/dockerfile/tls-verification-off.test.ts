import { tlsVerificationOff } from '../../../server/src/lint/rules/dockerfile/tls-verification-off';
import { checkFix, checkRule } from '../../helpers/rules';

describe('tls-verification-off', () => {
  it('marks flags', () => {
    checkRule(tlsVerificationOff, `
FROM alpine:3.24
RUN curl -fsSLk https://example.com/x
         ^^^^^^ error tls-verification-off/flag
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
});
