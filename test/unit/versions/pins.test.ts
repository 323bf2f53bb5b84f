import assert from 'node:assert/strict';
import { parseDockerfile } from '../../../server/src/lint/dockerfile/parse';
import { pinnedVersions } from '../../../server/src/lint/versions/pins';

/** `line:start-end ecosystem name,name version`, with `!` behind the place where the version can be changed there, or `@line:start` where it is written. */
function pins(text: string): string[] {
  const { source, ...model } = parseDockerfile(text, 'file:///Dockerfile');
  const place = (offset: number): string => `${source.positionAt(offset).line}:${source.positionAt(offset).character}`;
  return pinnedVersions({ source, ...model } as ReturnType<typeof parseDockerfile>).map(({ ecosystem, names, version, span, written }) => {
    const where = !written ? '' : written.start === span.start ? '!' : `@${place(written.start)}`;
    return `${place(span.start)}-${source.positionAt(span.end).character}${where} ${ecosystem} ${names.join(',')} ${version}`;
  });
}

describe('pinnedVersions', () => {
  it('finds packages of every language with one version', () => {
    assert.deepEqual(pins('FROM scratch\nRUN pip3 install django==3.2.1 "requests[socks]===2.0"\nRUN uv tool install ruff@0.1.2 && uvx black@24.1.0\n'), [
      '1:25-30! PyPI django 3.2.1', '1:50-53! PyPI requests 2.0', '2:25-30! PyPI ruff 0.1.2', '2:44-50! PyPI black 24.1.0',
    ]);
    assert.deepEqual(pins('FROM scratch\nRUN npm i -g @scope/x@1.2.3 y@2.0.0-rc.1 && yarn global add z@1.0.0 && npx w@3.0.0\n'), [
      '1:22-27! npm @scope/x 1.2.3', '1:30-40! npm y 2.0.0-rc.1', '1:62-67! npm z 1.0.0', '1:77-82! npm w 3.0.0',
    ]);
    assert.deepEqual(pins('FROM scratch\nRUN gem install rails -v 6.0.0 && gem install rack:2.0.1 && gem install puma --version=5.0.0\n'), [
      '1:25-30! RubyGems rails 6.0.0', '1:51-56! RubyGems rack 2.0.1', '1:87-92! RubyGems puma 5.0.0',
    ]);
    assert.deepEqual(pins('FROM scratch\nRUN cargo install ripgrep --version 12.0.0 && cargo install fd-find@8.0.0\n'), ['1:36-42! crates.io ripgrep 12.0.0', '1:68-73! crates.io fd-find 8.0.0']);
  });

  it('finds NuGet packages and tools with one version', () => {
    assert.deepEqual(pins('FROM alpine\nRUN dotnet tool install --global dotnet-ef --version 8.0.1 && dotnet add shop.csproj package Newtonsoft.Json --version 12.0.3\n'), ['1:53-58! NuGet dotnet-ef 8.0.1', '1:119-125! NuGet Newtonsoft.Json 12.0.3']);
    assert.deepEqual(pins('FROM alpine\nRUN dotnet tool install x@1.2.3.4-rc.1 --tool-path /t && nuget install Y -Version 1.2.3 && dotnet add package Z --version [1.2.3]\n'), [
      '1:26-38! NuGet x 1.2.3.4-rc.1', '1:82-87! NuGet Y 1.2.3', '1:123-128! NuGet Z 1.2.3',
    ]);
    assert.deepEqual(pins('FROM alpine\nRUN dotnet tool install a --version 8.0.* && dotnet tool install b --version "[1.0.0,2.0.0)" && dotnet tool install c -v q && dotnet tool update d --version 1.2.3 && dotnet workload install e --version 8.0.100\n'), []);
  });

  it('knows the runtimes of .NET by tag and variable, and no SDK', () => {
    assert.deepEqual(pins('FROM mcr.microsoft.com/dotnet/aspnet:8.0.1-alpine3.19\nFROM mcr.microsoft.com/dotnet/runtime:8.0.1\nFROM mcr.microsoft.com/dotnet/aspnet:8.0\nFROM mcr.microsoft.com/dotnet/sdk:8.0.101\nENV DOTNET_VERSION=9.0.1\n'), [
      '0:37-42 NuGet Microsoft.AspNetCore.App.Runtime.linux-x64,Microsoft.NETCore.App.Runtime.linux-x64 8.0.1', '1:38-43! NuGet Microsoft.NETCore.App.Runtime.linux-x64 8.0.1', '4:19-24! NuGet Microsoft.NETCore.App.Runtime.linux-x64 9.0.1',
    ]);
  });

  it('takes the module of a Go path for what can be advised on', () => {
    assert.deepEqual(pins('FROM scratch\nRUN go install github.com/a/b/cmd/c@v1.2.3 golang.org/x/tools/gopls@v0.9.0 example.org/x/y@v1.0.0 github.com/a/b/v2@v2.0.0\n'), [
      '1:37-42! Go github.com/a/b/cmd/c,github.com/a/b 1.2.3', '1:69-74! Go golang.org/x/tools/gopls 0.9.0', '1:92-97! Go example.org/x/y 1.0.0', '1:117-122! Go github.com/a/b/v2 2.0.0',
    ]);
  });

  it('knows the distribution of apt and apk by the base image, through stages', () => {
    assert.deepEqual(pins('FROM python:3.11-slim-bookworm AS base\nFROM base\nRUN apt-get install -y openssl=3.0.1-1 libssl3=3.0.1-1 curl:amd64=7.88.1-10\n'), [
      '2:31-38! Debian:12 openssl 3.0.1-1', '2:47-54! Debian:12 libssl3,openssl 3.0.1-1', '2:66-75! Debian:12 curl 7.88.1-10',
    ]);
    assert.deepEqual(pins('FROM node:20-alpine3.18\nRUN apk add x=1.2-r0 y~1 z>2\n'), ['1:14-20! Alpine:v3.18 x 1.2-r0']);
    assert.deepEqual(pins('FROM ubuntu:22.04\nRUN apt-get install -y git=1:2.34.1-1ubuntu1\n'), ['1:27-44! Ubuntu:22.04 git 1:2.34.1-1ubuntu1']);
    assert.deepEqual(pins('FROM cgr.dev/chainguard/wolfi-base\nRUN apk add x=1.2-r0\n'), ['1:14-20! Wolfi x 1.2-r0']);
  });

  it('is silent where the distribution is not known, or the manager is another one\'s', () => {
    assert.deepEqual(pins('FROM python:3.11-slim\nRUN apt-get install -y openssl=3.0.1-1\n'), []);
    assert.deepEqual(pins('ARG B\nFROM $B\nRUN apk add x=1\n'), []);
    assert.deepEqual(pins('FROM alpine:3.20\nRUN apt-get install -y x=1\n'), []);
    assert.deepEqual(pins('FROM debian:12\nONBUILD RUN apt-get install -y x=1\n'), []);
  });

  it('leaves ranges, series and moving tags alone', () => {
    assert.deepEqual(pins('FROM debian:12\nRUN pip install a~=1.0 b>=1 c==1.* d e==1.0,!=1.1 "f==2; python_version<\'3\'"\n'), ['1:54-55! PyPI f 2']);
    assert.deepEqual(pins('FROM debian:12\nRUN npm i a@1 b@1.2 c@latest d@^1.2.3 e@npm:f@1.0.0 && gem install g -v "~> 1.0" && go install h.org/x@latest h.org/y@v1.2\n'), []);
    assert.deepEqual(pins('FROM debian:12\nRUN apt-get install -y a=1.* b/testing c- && cargo add d@1.2.3 && cargo install e --git https://x --version 1.0.0\n'), []);
    assert.deepEqual(pins('FROM node:20\nFROM node:20.1\nFROM node:lts\nFROM unknown:1.2.3\nENV NODE_VERSION=20\n'), []);
  });

  it('finds the version in tags of images, and whether another can be put there', () => {
    assert.deepEqual(pins('FROM node:18.1.0-alpine\nFROM node:18.1.0-bullseye\nFROM postgres:13.2\nCOPY --from=golang:1.20.1 / /\n'), [
      '0:10-16! Bitnami node 18.1.0', '1:10-16 Bitnami node 18.1.0', '2:14-18! Bitnami postgresql 13.2', '3:19-25! Go stdlib,toolchain 1.20.1',
    ]);
    assert.deepEqual(pins(`FROM node:18.1.0@sha256:${'a'.repeat(64)}\n`), ['0:10-16 Bitnami node 18.1.0']);
  });

  it('points from a use to where the version is written, and does not say it twice', () => {
    assert.deepEqual(pins('ARG NODE_VERSION=18.1.0\nFROM node:${NODE_VERSION}-slim\n'), ['1:10-30@0:17 Bitnami node 18.1.0']);
    assert.deepEqual(pins('ARG V=3.2.1\nFROM alpine\nARG V\nRUN pip install "django==$V"\n'), ['3:16-28@0:6 PyPI django 3.2.1']);
    assert.deepEqual(pins('FROM alpine\nRUN V=3.2.1; pip install django==$V\n'), ['1:25-35 PyPI django 3.2.1']);
  });

  it('finds variables that customarily hold a version', () => {
    assert.deepEqual(pins('FROM alpine\nENV NODE_VERSION=v18.1.0 OTHER_VERSION=1.2.3\nARG GO_VERSION="1.20.1"\nENV YARN_VERSION 1.22.0\nENV PIP_VERSION=$X\n'), [
      '1:18-24! Bitnami node 18.1.0', '2:16-22! Go stdlib,toolchain 1.20.1', '3:17-23! npm yarn 1.22.0',
    ]);
  });

  it('keeps to the version across continuation lines, heredocs and exec forms', () => {
    assert.deepEqual(pins('FROM alpine\nRUN pip install \\\n    # why\n    django==3.2.1 \\\n    flask==1.0\n'), ['3:12-17! PyPI django 3.2.1', '4:11-14! PyPI flask 1.0']);
    assert.deepEqual(pins('FROM alpine\nRUN ["pip", "install", "django==3.2.1"]\nRUN <<EOF\npip install flask==1.0\nEOF\n'), ['1:32-37! PyPI django 3.2.1', '3:19-22! PyPI flask 1.0']);
    assert.deepEqual(pins('FROM alpine\nRUN pip install django==3.2\\\n.1\n'), ['1:16-2 PyPI django 3.2.1']);
  });

  it('is not misled by a number that stands there twice', () => {
    assert.deepEqual(pins('FROM alpine\nRUN gem install x1.0:1.0\n'), ['1:16-24 RubyGems x1.0 1.0']);
  });
});
