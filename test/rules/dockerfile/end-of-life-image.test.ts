import assert from 'node:assert/strict';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { endOfLifeImage } from '../../../server/src/lint/rules/dockerfile/end-of-life-image';

describe('end-of-life-image', () => {
  it('marks the release in the tag', () => {
    checkRule(endOfLifeImage, `
FROM debian:10-slim
            ^^ warning end-of-life-image/ended
FROM debian:buster-20240101
            ^^^^^^ warning end-of-life-image/ended
FROM centos:7.9.2009
            ^^^^^^^^ warning end-of-life-image/ended
`);
  });

  it('judges language images on both', () => {
    checkRule(endOfLifeImage, `
FROM python:3.8-slim-buster
            ^^^ warning end-of-life-image/ended
                     ^^^^^^ warning end-of-life-image/ended
FROM python:3.14-slim-buster
                      ^^^^^^ warning end-of-life-image/ended
FROM node:24-alpine3.15
             ^^^^^^^^^^ warning end-of-life-image/ended
FROM python:3.14-slim-trixie
`);
  });

  it('tells long-term support from none', () => {
    checkRule(endOfLifeImage, `
FROM debian:12
            ^^ info end-of-life-image/extended
`);
  });

  it('warns ninety days ahead', () => {
    checkRule(endOfLifeImage, `
FROM node:20
          ^^ info end-of-life-image/ending
`, { today: '2026-02-15' });
  });

  it('takes the notice from the options', () => {
    checkRule(endOfLifeImage, `
FROM node:20
`, { today: '2026-02-15', options: { noticeDays: 30 } });
  });

  it('resolves arguments, and judges COPY --from', () => {
    checkRule(endOfLifeImage, `
ARG PY=2.7
FROM python:\${PY}-slim
            ^^^^^^^^^^ warning end-of-life-image/ended
COPY --from=golang:1.10 /a /b
                   ^^^^ warning end-of-life-image/ended
`);
  });

  it('knows the release that is in the name', () => {
    checkRule(endOfLifeImage, `
FROM registry.access.redhat.com/ubi7/ubi:7.9
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning end-of-life-image/ended
`);
  });

  it('only notes what is released every few weeks', () => {
    checkRule(endOfLifeImage, `
FROM rust:1.70
          ^^^^ info end-of-life-image/ended
`);
  });

  it('is silent where nothing is known', () => {
    checkRule(endOfLifeImage, `
FROM debian
FROM debian:latest
FROM example.org/debian:8
FROM node:lts
FROM alpine:edge
`);
  });

  it('goes to the newest release that is supported where none has half a year before it', () => {
    const messages = (image: string): string[] => findingsOf(endOfLifeImage, `FROM ${image}\n`, { today: '2026-12-08' }).map(({ message }) => message);
    assert.match(messages('fedora:39')[0]!, / Move to Fedora 44\.$/);
    assert.match(messages('fedora:43')[0]!, / Move to Fedora 44\.$/);
    assert.match(messages('centos:7')[0]!, / No later release of CentOS with support is known; choose another base\.$/);
  });

  it('renews all stale parts of the tag together', () => {
    checkFix(endOfLifeImage, `
FROM python:3.8-slim-buster
`, `
FROM python:3.11-slim-trixie
`, 'unsafe');
  });

  it('leaves a distribution with a longer support alone beside what has ended', () => {
    const fixes = findingsOf(endOfLifeImage, 'FROM python:3.8-slim-bookworm\n').map((finding) => finding.fixes.map(({ title }) => title));
    assert.deepEqual(fixes, [['Use python:3.11-slim-bookworm'], ['Use python:3.11-slim-trixie']]);
  });

  it('keeps the style of the tag', () => {
    checkFix(endOfLifeImage, `
FROM debian:bullseye-20240101-slim
FROM mcr.microsoft.com/dotnet/sdk:6.0-alpine
`, `
FROM debian:trixie-slim
FROM mcr.microsoft.com/dotnet/sdk:10.0-alpine
`, 'unsafe');
  });

  it('writes no tag that the image may not have', () => {
    for (const image of ['elasticsearch:7', 'docker.elastic.co/kibana/kibana:6.2.4', 'clickhouse/clickhouse-server:25.12.1', 'grafana/grafana:9.5.3']) {
      const [finding] = findingsOf(endOfLifeImage, `FROM ${image}\n`);
      assert.deepEqual(finding!.fixes, [], image);
    }
    for (const image of ['clickhouse/clickhouse-server:25.12', 'public.ecr.aws/docker/library/python:3.8.1', 'mcr.microsoft.com/dotnet/sdk:6.0', 'mcr.microsoft.com/dotnet/sdk:9.0.102']) {
      const [finding] = findingsOf(endOfLifeImage, `FROM ${image}\n`);
      assert.equal(finding!.fixes.length, 1, image);
    }
  });
});
