import assert from 'node:assert/strict';
import { scriptInterpreterMissing } from '../../../server/src/lint/rules/dockerfile/script-interpreter-missing';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

const bash = within({ 'start.sh': '#!/bin/bash\nexec a\n', 'setup.sh': '#!/usr/bin/env bash\na\n', 'plain.sh': '#!/bin/sh\na\n' });
const started = (base: string, between = ''): string => `FROM ${base}\n${between}COPY start.sh /\nENTRYPOINT ["/start.sh"]\n`;

describe('script-interpreter-missing', () => {
  it('reports Bash scripts on images that have BusyBox only', () => {
    checkRule(
      scriptInterpreterMissing,
      `
FROM node:24-alpine3.22 AS build
RUN apk add --no-cache python3 make g++ curl
WORKDIR /src
COPY *.sh ./
RUN npm ci && ./setup.sh
              ^^^^^^^^^^ error script-interpreter-missing/package
FROM alpine:3.24
RUN apk add --no-cache tini
COPY start.sh /usr/local/bin/
ENTRYPOINT ["tini", "--", "start.sh"]
                          ^^^^^^^^^^ error script-interpreter-missing/package
`, bash,
    );
    for (const base of ['busybox', 'python:3.14-alpine', 'php:8.4-fpm-alpine']) assert.equal(findingsOf(scriptInterpreterMissing, started(base), bash).length, 1, base);
  });

  it('judges what a stage inherits', () => {
    checkRule(scriptInterpreterMissing, 'FROM alpine AS base\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n            ^^^^^^^^^^^ error script-interpreter-missing/package\nFROM base\n', bash);
  });

  it('reports shell scripts on images without a shell', () => {
    checkRule(scriptInterpreterMissing, `${started('gcr.io/distroless/static')}            ^^^^^^^^^^^ error script-interpreter-missing/none\n`, bash);
    assert.equal(findingsOf(scriptInterpreterMissing, 'FROM scratch\nCOPY plain.sh /\nCMD ["/plain.sh"]\n', bash).length, 1);
    checkClean(scriptInterpreterMissing, 'FROM a AS b\nFROM scratch\nCOPY --from=b / /\nCOPY plain.sh /\nCMD ["/plain.sh"]\n', bash);
    checkClean(scriptInterpreterMissing, started('gcr.io/distroless/base:debug'), bash);
  });

  it('is silent where Bash is there, or may be', () => {
    for (const base of ['debian:13', 'ubuntu', 'node:24', 'postgres:18-alpine', 'example.com/alpine', 'nginx:alpine', '$BASE']) checkClean(scriptInterpreterMissing, started(base), bash);
    for (const between of [
      'RUN apk add --no-cache bash\n', 'RUN apk add libtool\n', 'RUN apk add $PACKAGES\n', 'RUN apk add curl bash-completion\n', 'COPY --from=b / /\n', 'COPY --from=b /bin/ /bin/\n', 'ADD rootfs.tar.gz /\n', 'COPY setup.sh /\nRUN sh /setup.sh\n',
      'RUN ln -s /bin/sh /bin/bash\n', 'RUN sed -i s/bash/sh/ /start.sh\n',
    ]) {
      checkClean(scriptInterpreterMissing, `FROM a AS b\n${started('alpine', between)}`, within({ 'start.sh': '#!/bin/bash\n', 'setup.sh': '', 'rootfs.tar.gz': '' }));
    }
    checkClean(scriptInterpreterMissing, started('alpine').replace('ENTRYPOINT', 'RUN sed -i 1s/bash/sh/ /start.sh\nENTRYPOINT'), bash);
  });

  it('is silent for other interpreters, and scripts that a shell reads', () => {
    for (const first of ['#!/bin/sh', '#!/usr/bin/env sh', '#!/usr/bin/env python3', '#!/usr/bin/python', '#!', 'echo', '']) checkClean(scriptInterpreterMissing, started('alpine'), within({ 'start.sh': `${first}\na\n` }));
    checkClean(scriptInterpreterMissing, 'FROM alpine\nCOPY start.sh /\nRUN sh /start.sh\nCMD ["sh", "/start.sh"]\n', bash);
    checkClean(scriptInterpreterMissing, 'FROM alpine\nCOPY plain.sh /\nRUN /plain.sh\n', bash);
    checkClean(scriptInterpreterMissing, started('alpine'));
  });

  it('installs Bash before the script is copied or run', () => {
    checkFix(scriptInterpreterMissing, started('alpine'), started('alpine', 'RUN apk add --no-cache bash\n'), 'unsafe', bash);
    checkFix(scriptInterpreterMissing, 'FROM alpine\nCOPY setup.sh /\nRUN /setup.sh\n', 'FROM alpine\nCOPY setup.sh /\nRUN apk add --no-cache bash\nRUN /setup.sh\n', 'unsafe', bash);
    for (const text of [started('busybox'), started('alpine', 'USER 1000\n'), started('scratch')]) assert.deepEqual(findingsOf(scriptInterpreterMissing, text, bash).map(({ fixes }) => fixes), [[]], text);
  });
});
