import assert from 'node:assert/strict';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { within, workspaceOf } from '../../helpers/workspace';
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
            ^^ hint end-of-life-image/extended
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
    for (const image of ['elasticsearch:7', 'docker.elastic.co/kibana/kibana:6.2.4', 'clickhouse/clickhouse-server:25.12.1', 'grafana/grafana:9.5.3', 'mcr.microsoft.com/dotnet/aspnet:6.0-jammy']) {
      const [finding] = findingsOf(endOfLifeImage, `FROM ${image}\n`);
      assert.deepEqual(finding!.fixes, [], image);
    }
    for (const image of ['clickhouse/clickhouse-server:25.12', 'public.ecr.aws/docker/library/python:3.8.1', 'mcr.microsoft.com/dotnet/sdk:6.0', 'mcr.microsoft.com/dotnet/sdk:9.0.102']) {
      const [finding] = findingsOf(endOfLifeImage, `FROM ${image}\n`);
      assert.equal(finding!.fixes.length, 1, image);
    }
  });

  it('gives up the patch version for another distribution, on which it was not built', () => {
    for (const [image, renewed] of [
      ['node:22.12.0-alpine3.20', 'node:22-alpine3.23'], ['node:22-alpine3.20', 'node:22-alpine3.23'], ['node:22.12-alpine3.20', 'node:22-alpine3.23'], ['node:lts-buster', 'node:lts-trixie'], ['python:3.11.2-slim-buster', 'python:3.11-slim-trixie'],
      ['php:8.3.1-fpm-buster', 'php:8.3-fpm-trixie'], ['i386/python:3.11.2-buster', 'i386/python:3.11-trixie'], ['golang:1.25.3-alpine3.20', 'golang:1.26-alpine3.23'], ['postgres:16-buster', 'postgres:16-trixie'],
    ] as const) assert.deepEqual(findingsOf(endOfLifeImage, `FROM ${image}\n`).flatMap(({ fixes }) => fixes.map(({ title }) => title)).slice(0, 1), [`Use ${renewed}`], image);
    for (const image of ['postgres:16.2-buster', 'eclipse-temurin:21.0.1_12-jre-alpine3.15', 'redis:8.2.1-buster']) assert.deepEqual(findingsOf(endOfLifeImage, `FROM ${image}\n`).map(({ fixes }) => fixes.length), [0], image);
  });

  describe('offers no fix that breaks the build', () => {
    const titles = (text: string, options: Parameters<typeof findingsOf>[2] = {}): string[] => findingsOf(endOfLifeImage, text, options).flatMap(({ fixes }) => fixes.map(({ title }) => title));

    it('where the file names the release elsewhere', () => {
      for (const text of [
        'FROM php:8.1-fpm\nCOPY ext.so /usr/lib/php8.1/\n', 'FROM python:3.9-slim\nENV PYTHONPATH=/usr/local/lib/python3.9/site-packages\n', 'FROM debian:11\nRUN echo "deb http://example.com bullseye-backports main" >> /etc/apt/sources.list\n',
        'FROM postgres:13\nRUN apt-get update && apt-get install -y postgresql-13-pgvector\n', 'FROM node:20\nENV NODE_VERSION=20\n', 'FROM ruby:3.2\nRUN ls /usr/local/lib/ruby/gems/3.2.0\n', 'FROM php:8.1\nRUN echo php81\n',
      ]) assert.deepEqual(titles(text), [], text);
      assert.deepEqual(titles('FROM node:20\nENV PORT=20\nRUN npm ci\n'), ['Use node:24']);
    });

    it('where packages of a distribution are bound to its release', () => {
      for (const install of ['apt-get install -y libicu67', 'apt-get install -y curl=7.74.0-1', 'apt-get install -y wkhtmltopdf', 'apt-get install -y python3-pip && pip3 install flask', 'apt-key add key.asc', 'rm /usr/lib/python3.9/EXTERNALLY-MANAGED', 'ln -s /usr/lib/libfoo.so.1 /x']) {
        assert.deepEqual(titles(`FROM debian:11\nRUN ${install}\n`), [], install);
      }
      for (const install of ['apt-get install -y curl', 'apt-get install -y python3-pip bzip2 && pip3 install --break-system-packages flask']) assert.deepEqual(titles(`FROM debian:11\nRUN ${install}\n`), ['Use debian:13'], install);
      assert.deepEqual(titles('FROM node:24-bullseye AS base\nFROM base\nRUN apt-get install -y libssl1.1\n'), []);
    });

    it('where a server would need other settings, or a distribution is named by its mirrors', () => {
      assert.deepEqual(titles('FROM traefik:v2.11\n'), []);
      assert.deepEqual(titles('FROM golang:1.25-alpine3.20\nRUN echo https://example.com/alpine/v3.11/main >> /etc/apk/repositories\n'), []);
    });

    it('where the release has been over for years and something is built on it', () => {
      assert.deepEqual(titles('FROM node:14\nRUN npm ci\n'), []);
      assert.deepEqual(titles('FROM debian:9\nRUN make\n'), []);
      assert.deepEqual(titles('FROM php:7.4-fpm\nCOPY . /app\n'), []);
      assert.deepEqual(titles('FROM alpine:3.12\nCOPY app /\n'), ['Use alpine:3.23']);
      assert.deepEqual(titles('FROM golang:1.16\nRUN go build ./...\n'), ['Use golang:1.26']);
      assert.deepEqual(titles('FROM golang:1.16\nRUN go get example.com/tool\n'), []);
    });

    it('where sources of Go have no module', () => {
      const build = 'COPY . .\nRUN go build ./...\n';
      for (const [text, files] of [['ADD . /go/src/example.com/app\nRUN make\n', {}], ['WORKDIR $GOPATH/src/app\nCOPY . .\n', { 'go.mod': '' }], [build, { 'main.go': '' }], [build, { 'vendor/x/go.mod': '' }]] as const) {
        assert.deepEqual(titles(`FROM golang:1.13\n${text}`, within(files)), [], text);
      }
      assert.deepEqual(titles(`FROM golang:1.13\n${build}`, within({ 'app/go.mod': '' })), ['Use golang:1.26']);
      assert.deepEqual(titles(`FROM golang:1.20\n${build}`, within({ 'main.go': '' })), ['Use golang:1.26']);
      assert.deepEqual(titles(`FROM golang:1.13\n${build}`), ['Use golang:1.26']);
    });

    it('where the project asks for the release', () => {
      const file = 'FROM python:3.9-slim\nCOPY pyproject.toml requirements.txt ./\nRUN pip install -r requirements.txt\n';
      assert.deepEqual(titles(file, within({ 'pyproject.toml': '[project]\nrequires-python = ">=3.9,<3.10"\n', 'requirements.txt': 'flask\n' })), []);
      assert.deepEqual(titles(file, within({ 'pyproject.toml': '', 'requirements.txt': 'numpy==1.19.5\n' })), []);
      assert.deepEqual(titles(file, within({ 'pyproject.toml': '', 'requirements.txt': 'flask==2.0\n' })), ['Use python:3.11-slim']);
      assert.deepEqual(titles('FROM node:20\nCOPY . .\nRUN npm ci\n', within({ 'package.json': '{ "engines": { "node": "20.x" } }' })), []);
      assert.deepEqual(titles('FROM node:20\nCOPY . .\nRUN npm ci\n', within({ 'package.json': '{ "dependencies": { "node-sass": "9" } }' })), []);
      assert.deepEqual(titles('FROM node:20\nCOPY . .\nRUN npm ci\n', within({ 'package.json': '{ "dependencies": { "express": "4" } }' })), ['Use node:24']);
      assert.deepEqual(titles('FROM mcr.microsoft.com/dotnet/aspnet:8.0\nCOPY out .\n'), []);
      assert.deepEqual(titles('FROM php:7.4\nRUN composer install\n'), []);
    });

    it('where the file is there for the release, which is only hinted at', () => {
      for (const [uri, image] of [
        ['file:///project/7.4/Dockerfile', 'php:7.4'], ['file:///project/php/Dockerfile-7.4', 'php:7.4'], ['file:///project/py38/Dockerfile', 'python:3.8'], ['file:///project/docker/Dockerfile.bullseye', 'debian:11'], ['file:///project/centos7/Dockerfile', 'centos:7'],
        ['file:///project/18/Dockerfile', 'node:18'], ['file:///project/ubuntu-20.04/Dockerfile', 'ubuntu:20.04'], ['file:///project/ubuntu2004/Dockerfile', 'ubuntu:20.04'],
      ] as const) {
        const found = findingsOf(endOfLifeImage, `FROM ${image}\n`, { uri });
        assert.deepEqual(found.map(({ severity, fixes }) => [severity, fixes.length]), [['hint', 0]], uri);
      }
      for (const uri of ['file:///project/v2/Dockerfile', 'file:///project/17.4/Dockerfile', 'file:///project/app18/Dockerfile']) assert.deepEqual(findingsOf(endOfLifeImage, 'FROM node:18\n', { uri }).map(({ severity }) => severity), ['warning'], uri);
    });
  });

  it('leaves a compiler that stays behind', () => {
    checkRule(endOfLifeImage, 'FROM rust:1.70 AS build\nRUN cargo build\nFROM debian:13\nCOPY --from=build /a /a\n');
  });

  it('only hints in a directory of tests', () => {
    const workspace = workspaceOf({ 'docker/tests/Dockerfile.oldest': '', 'docker/Dockerfile': '' });
    for (const [path, severity] of [['docker/tests/Dockerfile.oldest', 'hint'], ['docker/Dockerfile', 'warning']]) {
      assert.deepEqual(findingsOf(endOfLifeImage, 'FROM ubuntu:16.04\n', { uri: `file:///project/${path}`, workspace }).map((finding) => finding.severity), [severity]);
    }
  });

  it('knows what a variable installs by the file that says it, whichever was read before', () => {
    const text = (installed: string): string => `FROM debian:11\nARG P=${installed}\nRUN apt-get update && apt-get install -y $P\nCMD ["x"]\n`;
    const fixes = (installed: string): number => findingsOf(endOfLifeImage, text(installed))[0]!.fixes.length;
    assert.deepEqual([fixes('libfoo7'), fixes('curl'), fixes('libfoo7')], [0, 1, 0]);
  });
});
