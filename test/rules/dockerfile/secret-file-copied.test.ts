import assert from 'node:assert/strict';
import { secretFileCopied } from '../../../server/src/lint/rules/dockerfile/secret-file-copied';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

describe('secret-file-copied', () => {
  it('marks the source', () => {
    checkRule(secretFileCopied, `
FROM alpine:3.24
COPY id_rsa config/.env /x/
     ^^^^^^ warning secret-file-copied/copied
            ^^^^^^^^^^^ warning secret-file-copied/copied
ADD server.key .aws/credentials /x/
    ^^^^^^^^^^ warning secret-file-copied/copied
               ^^^^^^^^^^^^^^^^ warning secret-file-copied/copied
`);
  });

  it('leaves public keys, examples and other stages alone', () => {
    checkRule(secretFileCopied, `
FROM alpine:3.24 AS build
COPY id_rsa /x
FROM alpine:3.24
COPY id_rsa.pub .env.example monkey.txt /x/
COPY --from=build /x/.env /y
`);
  });

  it('says when it is deleted too late', () => {
    checkRule(secretFileCopied, `
FROM alpine:3.24
WORKDIR /root
COPY id_rsa .ssh/
     ^^^^^^ warning secret-file-copied/deleted
COPY .npmrc ./
     ^^^^^^ info secret-file-copied/deleted
RUN git clone git@x.test:y && rm -rf /root/.ssh
RUN rm .npmrc
COPY .netrc /root/.netrc
     ^^^^^^ warning secret-file-copied/copied
`);
    const [finding] = findingsOf(secretFileCopied, 'FROM alpine:3.24\nCOPY id_rsa /k/\nRUN rm /k/*\n');
    assert.deepEqual(finding!.related.map(({ range }) => [range.start.line, range.start.character]), [[2, 7]]);
  });

  it('knows public keys of archives, trust stores and what only may be secret', () => {
    checkRule(secretFileCopied, `
FROM debian:13
COPY nodesource.gpg.key corp.key truststore.jks /tmp/
COPY repo-private.key /tmp/x
RUN apt-key add /tmp/corp.key && gpg --import repo-private.key
COPY .npmrc .env.test ./
     ^^^^^^ info secret-file-copied/possible
            ^^^^^^^^^ info secret-file-copied/possible
`);
  });

  it('reads what only may be secret, where it can', () => {
    const text = 'FROM node:24\nCOPY package.json .npmrc .yarnrc.yml ./\n';
    checkClean(secretFileCopied, text, within({ 'package.json': '{}', '.npmrc': '//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n', '.yarnrc.yml': 'nodeLinker: node-modules\n' }));
    checkRule(secretFileCopied, `${text}                         ^^^^^^^^^^^ info secret-file-copied/possible\n`, within({ 'package.json': '{}', '.npmrc': 'save-exact=true\n', '.yarnrc.yml': 'npmAuthToken: "9d2f41c7aa310bfe"\n' }));
    checkClean(secretFileCopied, 'FROM php:8.5\nCOPY docker/.env.production .env\n', within({ 'docker/.env.production': 'APP_ENV=production\nAPP_KEY=\n' }));
    checkRule(secretFileCopied, 'FROM php:8.5\nCOPY docker/.env.production .env\n     ^^^^^^^^^^^^^^^^^^^^^^ warning secret-file-copied/copied\n', within({ 'docker/.env.production': 'APP_ENV=production\nAPP_KEY=base64:Zm9vYmFyYmF6cXV4cXV1eA9d2f41c7\n' }));
    checkRule(secretFileCopied, 'FROM php:8.5\nCOPY .env ./\n     ^^^^ warning secret-file-copied/copied\n', within({ 'composer.json': '{}' }));
    // A .npmrc that is not kept in the repository may well hold a token; settings of Yarn say nothing by their name.
    checkRule(secretFileCopied, `${text}                  ^^^^^^ info secret-file-copied/possible\n`, within({ 'package.json': '{}' }));
    checkRule(secretFileCopied, `${text}                  ^^^^^^ info secret-file-copied/possible\n`);
  });

  it('knows a private key by what is in it', () => {
    const key = `-----BEGIN ${'PRIVATE'} KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj\n-----END ${'PRIVATE'} KEY-----\n`;
    const certificate = key.replaceAll('PRIVATE KEY', 'CERTIFICATE');
    checkRule(secretFileCopied, 'FROM debian:13\nADD apache.key nodesource.key bundle.pem /etc/ssl/\n    ^^^^^^^^^^ warning secret-file-copied/key\n', within({ 'apache.key': key, 'nodesource.key': certificate, 'bundle.pem': certificate }));
    checkRule(secretFileCopied, 'FROM debian:13\nCOPY apache.key /a\n     ^^^^^^^^^^ warning secret-file-copied/deleted\nRUN rm /a\n', within({ 'apache.key': key }));
    checkClean(secretFileCopied, 'FROM debian:13\nCOPY testdata/apache.key apache.txt /etc/\n', within({ 'testdata/apache.key': key, 'apache.txt': key }));
    checkClean(secretFileCopied, 'FROM debian:13\nCOPY apache.key /etc/\n');
  });

  it('follows variables that name a file of credentials', () => {
    checkRule(secretFileCopied, `
FROM alpine:3.24
WORKDIR /app
ARG AWS_CONFIG_FILE=/etc/aws
COPY config $AWS_CONFIG_FILE
            ^^^^^^^^^^^^^^^^ warning secret-file-copied/variable
COPY . .
ENV GOOGLE_APPLICATION_CREDENTIALS=./keys/gcp.json
                                   ^^^^^^^^^^^^^^^ warning secret-file-copied/variable
ENV KUBECONFIG=/run/secrets/kube
`);
  });
});
