import assert from 'node:assert/strict';
import { missingUser } from '../../../server/src/lint/rules/dockerfile/missing-user';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('missing-user', () => {
  it('marks the image of the final stage', () => {
    checkRule(missingUser, `
FROM golang:1.27 AS build
FROM debian:13
     ^^^^^^^^^ info missing-user/root
COPY --from=build /a /b
CMD ["/b"]
`);
    checkRule(missingUser, `
FROM alpine:3.24 AS base
FROM base
     ^^^^ info missing-user/root
CMD ["serve"]
`);
    checkRule(missingUser, 'FROM scratch\n     ^^^^^^^ info missing-user/root\nCOPY app /\nENTRYPOINT ["/app"]\n');
  });

  it('leaves what starts nothing to unclear-user', () => {
    for (const text of ['FROM scratch\nCOPY a /a/\n', 'FROM ubuntu:26.04\nRUN make install\n', 'FROM example.org/team/base:1\n']) checkClean(missingUser, text);
    checkRule(missingUser, 'FROM nginx:1.29\n     ^^^^^^^^^^ info missing-user/nginx\nCOPY . /usr/share/nginx/html\n');
    checkRule(missingUser, 'FROM debian:13\n     ^^^^^^^^^ info missing-user/server\nCMD ["apache2ctl", "-DFOREGROUND"]\n');
    checkRule(missingUser, 'FROM alpine:3.24\n     ^^^^^^^^^^^ info missing-user/server\nCMD ["/usr/local/nginx/sbin/nginx", "-g", "daemon off;"]\n');
    checkClean(missingUser, 'FROM postgis/postgis:18-3.6\nCMD ["postgres"]\n');
    checkRule(missingUser, 'FROM php:8.4-apache\n     ^^^^^^^^^^^^^^ info missing-user/server\nCOPY . /var/www/html\n');
    checkRule(missingUser, 'FROM alpine:3.24 AS base\nENTRYPOINT ["serve"]\nFROM base\n     ^^^^ info missing-user/root\n');
  });

  it('offers the image that starts without root where a USER alone would not do', () => {
    checkFix(missingUser, 'FROM nginx:1.29-alpine AS web\nCOPY . /usr/share/nginx/html\n', 'FROM nginxinc/nginx-unprivileged:1.29-alpine AS web\nCOPY . /usr/share/nginx/html\n', 'unsafe');
    checkFix(missingUser, 'FROM docker.io/library/nginx\nCOPY . /usr/share/nginx/html\n', 'FROM nginxinc/nginx-unprivileged\nCOPY . /usr/share/nginx/html\n', 'unsafe');
    checkRule(missingUser, 'FROM httpd:2.4\n     ^^^^^^^^^ info missing-user/server\nCOPY . htdocs\n');
    checkFix(missingUser, 'ARG V=1.29\nFROM nginx:$V\n', 'ARG V=1.29\nFROM nginxinc/nginx-unprivileged:$V\n', 'unsafe');
    checkFix(missingUser, 'ARG I=nginx\nFROM $I:1.29\n', 'ARG I=nginx\nFROM $I:1.29\n', 'unsafe');
    for (const image of ['httpd:2.4', `nginx@sha256:${'a'.repeat(64)}`]) checkFix(missingUser, `FROM ${image}\n`, `FROM ${image}\n`, 'unsafe');
    checkRule(missingUser, 'FROM nginx:1.29\n     ^^^^^^^^^^ info missing-user/root\nRUN chown -R nginx /var/cache/nginx /var/run\nCMD ["nginx"]\n');
  });

  it('leaves images alone that people work in or that others of the repository are built upon', () => {
    const text = 'FROM debian:13\nCMD ["serve"]\n';
    const uri = 'file:///project/docker/base/Dockerfile';
    const upon = (from: string): Parameters<typeof checkRule>[2] => ({ uri, workspace: workspaceOf({ 'docker/base/Dockerfile': text, 'docker/web/Dockerfile': from }) });
    for (const from of ['FROM shop-base', 'FROM example.org/shop/base:1', 'ARG R=example.org/\nFROM ${R}shop_base:${TAG}']) checkClean(missingUser, text, upon(`${from}\n`));
    for (const from of ['FROM debian:13', 'FROM example.org/database', 'FROM base/image']) checkRule(missingUser, text.replace('\n', '\n     ^^^^^^^^^ info missing-user/root\n'), upon(`${from}\n`));
    checkClean(missingUser, text, { uri: 'file:///project/.devcontainer/Dockerfile' });
    checkClean(missingUser, 'FROM mcr.microsoft.com/devcontainers/base:trixie\nCMD ["sleep", "infinity"]\n');
  });

  it('only hints where the base image is not known', () => {
    checkRule(missingUser, 'FROM example.org/team/base:1\n     ^^^^^^^^^^^^^^^^^^^^^^^ hint missing-user/unknown\nCMD ["serve"]\n');
    checkClean(missingUser, 'ARG BASE\nFROM $BASE\n');
    checkClean(missingUser, 'ARG BASE=\nFROM ${BASE}:1\n');
  });

  it('knows images that run as another user', () => {
    for (const image of ['gcr.io/distroless/static:nonroot', 'cgr.dev/chainguard/python:latest', 'jenkins/jenkins:2', 'mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled', 'registry.access.redhat.com/ubi9/nodejs-22:1']) {
      checkClean(missingUser, `FROM ${image}\n`);
    }
    checkRule(missingUser, 'FROM gcr.io/distroless/static\n     ^^^^^^^^^^^^^^^^^^^^^^^^ info missing-user/root\n');
  });

  it('knows images whose entrypoint gives up root, as long as it is theirs', () => {
    checkClean(missingUser, 'FROM postgres:18\nCOPY init.sql /docker-entrypoint-initdb.d/\n');
    checkRule(missingUser, 'FROM postgres:18\n     ^^^^^^^^^^^ info missing-user/root\nENTRYPOINT ["/start.sh"]\n');
  });

  it('is silent with a USER anywhere in the chain, and for Windows', () => {
    checkClean(missingUser, 'FROM alpine:3.24 AS base\nUSER app\nFROM base\nRUN true\n');
    checkClean(missingUser, 'FROM mcr.microsoft.com/windows/servercore:ltsc2022\nRUN dir\n');
  });

  it('leaves images to work in and to build on alone', () => {
    for (const start of ['CMD ["bash"]', 'CMD bash -l', 'ENTRYPOINT ["/bin/sh", "-i"]', 'CMD ["python3.14"]', 'CMD ["php", "-a"]', 'ENTRYPOINT ["entrypoint.sh"]\nCMD ["bash"]', 'ONBUILD COPY . /app']) {
      checkClean(missingUser, `FROM debian:13\n${start}\n`);
    }
    for (const start of ['CMD ["bash", "run.sh"]', 'CMD ["./bash"]', 'CMD bash && sh', 'CMD ["php"]', 'ENTRYPOINT ["bash"]\nCMD ["run.sh"]']) {
      checkRule(missingUser, `FROM debian:13\n     ^^^^^^^^^ info missing-user/root\n${start}\n`);
    }
  });

  it('accepts what gives up root when it starts', () => {
    for (const lines of ['RUN gosu nobody true', 'RUN ["su-exec", "app", "id"]', 'ENTRYPOINT ["tini", "--"]\nCMD ["gosu", "app", "serve"]', 'CMD ["sh", "-c", "exec setpriv --reuid=1 serve"]']) {
      checkClean(missingUser, `FROM debian:13\n${lines}\n`);
    }
    checkRule(missingUser, 'FROM debian:13\n     ^^^^^^^^^ info missing-user/root\nENTRYPOINT ["/app"]\nCMD ["gosu", "app"]\n');
    checkRule(missingUser, 'FROM debian:13\n     ^^^^^^^^^ info missing-user/root\nRUN apt-get install -y gosu\nCMD ["serve"]\n');
  });

  it('takes the images that the option names', () => {
    checkClean(missingUser, 'FROM corp.test:5000/base/java:21\n', { options: { safeImages: ['corp.test:5000/base/*'] } });
    checkClean(missingUser, 'FROM golang:1.27\n', { options: { safeImages: ['golang'] } });
    checkRule(missingUser, 'FROM golang:1.27\n     ^^^^^^^^^^^ info missing-user/root\nCMD ["serve"]\n', { options: { safeImages: ['go'] } });
  });

  it('leaves accounts that nobody uses to the rule for them', () => {
    checkClean(missingUser, 'FROM debian:13\nRUN useradd app\nCMD ["serve"]\n');
    checkRule(missingUser, 'FROM debian:13\n     ^^^^^^^^^ info missing-user/root\nRUN useradd app && chown app /srv\nCMD ["serve"]\n');
  });

  it('leaves what is run by tests and for development alone, and bases that the repository builds', () => {
    const text = 'FROM debian:13\nCMD ["serve"]\n';
    checkClean(missingUser, 'FROM debian:13 AS app\nFROM app AS test\nCMD ["pytest"]\n');
    for (const place of ['ci', 'tests', 'e2e']) checkClean(missingUser, text, { uri: `file:///project/${place}/Dockerfile`, workspace: workspaceOf({ [`${place}/Dockerfile`]: text }) });
    checkClean(missingUser, 'FROM debian:13\nENV DEVCONTAINER=slim\nCMD ["serve"]\n');
    checkClean(missingUser, 'FROM example.org/shop-base\nCMD ["serve"]\n', { uri: 'file:///project/web/Dockerfile', workspace: workspaceOf({ 'web/Dockerfile': '', 'base/Dockerfile': 'FROM debian:13\n' }) });
    checkRule(missingUser, 'FROM ubuntu:26.04\n     ^^^^^^^^^^^^ info missing-user/server\nCMD /usr/lib/postfix/sbin/master -d\n');
  });

  it('looks for servers that scripts start, and offers no image that cannot run its RUNs', () => {
    const start = (script: string): Parameters<typeof checkRule>[2] => ({ workspace: workspaceOf({ 'run.sh': script, 'README.md': '' }) });
    const text = (at: string): string => `FROM debian:13\n     ^^^^^^^^^ info missing-user/${at}\nCOPY run.sh /run.sh\nCMD ["/run.sh"]\n`;
    checkRule(missingUser, text('server'), start('#!/bin/sh\nexec /usr/sbin/apachectl -DFOREGROUND\n'));
    checkRule(missingUser, text('root'), start('#!/bin/sh\n# apachectl\nexec serve nginx\n'));
    checkRule(missingUser, 'FROM nginx:1.29\n     ^^^^^^^^^^ info missing-user/nginx\nCOPY run.sh /run.sh\nRUN chmod +x /run.sh /run-nginx /tmp/run.sh\nCMD ["/run.sh"]\n');
    const [finding] = findingsOf(missingUser, 'FROM nginx:1.29\nRUN apt-get install -y curl\n');
    assert.equal(finding!.fixes.length, 0);
  });

  it('adds USER in front of the instructions that describe the start', () => {
    checkFix(missingUser, 'FROM alpine:3.24\nRUN true\n# the port\nEXPOSE 8080\nCMD ["x"]\n', 'FROM alpine:3.24\nRUN true\nUSER 10001\n# the port\nEXPOSE 8080\nCMD ["x"]\n', 'unsafe');
    checkFix(missingUser, 'FROM node:24\nRUN npm ci\nCMD ["x"]', 'FROM node:24\nRUN npm ci\nUSER node\nCMD ["x"]', 'unsafe');
    checkFix(missingUser, 'FROM debian:13\r\nRUN useradd -u 1234 app && chown app /srv\r\nCMD ["x"]\r\n', 'FROM debian:13\r\nRUN useradd -u 1234 app && chown app /srv\r\nUSER 1234\r\nCMD ["x"]\r\n', 'unsafe');
  });

  it('leaves images alone that only run tests', () => {
    for (const cmd of ['["pytest", "-v"]', '["python3", "-m", "pytest", "a.py"]', 'npm run test:e2e', '["go", "test", "./..."]', '["uv", "run", "pytest"]']) checkClean(missingUser, `FROM python:3.14\nCMD ${cmd}\n`);
    for (const cmd of ['["python3", "pytest.py"]', 'npm start', '["go", "run", "./testing"]']) checkRule(missingUser, `FROM python:3.14\n     ^^^^^^^^^^^ info missing-user/root\nCMD ${cmd}\n`);
  });
});
