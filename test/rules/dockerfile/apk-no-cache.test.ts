import assert from 'node:assert/strict';
import { apkNoCache } from '../../../server/src/lint/rules/dockerfile/apk-no-cache';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('apk-no-cache', () => {
  it('marks the subcommand', () => {
    checkRule(apkNoCache, `
FROM alpine:3.24
RUN apk add curl
        ^^^ info apk-no-cache/cache
RUN apk add --no-cache curl
RUN --mount=type=cache,target=/var/cache/apk apk add curl
`);
  });

  it('adds the option', () => {
    checkFix(apkNoCache, `
FROM alpine:3.24
RUN apk add curl
`, `
FROM alpine:3.24
RUN apk add --no-cache curl
`, 'safe');
  });

  it('accepts what is cleaned up later in the RUN, and stages for tests', () => {
    checkRule(apkNoCache, `
FROM alpine:3.24 AS test
RUN apk add curl
FROM alpine:3.24
RUN apk add -U curl && rm -rf /var/cache/apk/*
RUN apk update && apk add curl && apk cache clean
RUN rm -rf /var/cache/apk/* && apk add curl
                                   ^^^ info apk-no-cache/cache
`);
  });

  it('is silent where nothing is fetched', () => {
    checkClean(apkNoCache, 'FROM alpine:3.24\nRUN apk add --no-network --virtual .run-deps so:libx.so.1\n');
  });

  it('has no fix that leaves the index of an update', () => {
    const [finding] = findingsOf(apkNoCache, 'FROM alpine:3.24\nRUN apk update && apk upgrade && apk add bash\n');
    assert.equal(finding!.data['message'], 'updated');
    assert.deepEqual(finding!.fixes, []);
  });

  it('leaves files for tests and development', () => {
    for (const uri of ['file:///project/Dockerfile.test', 'file:///project/.devcontainer/Dockerfile']) checkClean(apkNoCache, 'FROM debian:13\nRUN apk add curl\n', { uri });
  });
});
