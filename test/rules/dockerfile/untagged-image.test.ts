import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import { untaggedImage } from '../../../server/src/lint/rules/dockerfile/untagged-image';

describe('untagged-image', () => {
  it('leaves images alone that the repository builds itself', () => {
    const text = 'FROM example.org/shop/base\n';
    const drawn = `${text}     ^^^^^^^^^^^^^^^^^^^^^ warning untagged-image/untagged\n`;
    const made: readonly Readonly<Record<string, string>>[] = [
      { 'docker/base/Dockerfile': 'FROM debian:13\n' }, { 'Dockerfile.base': 'FROM debian:13\n' }, { 'all/Dockerfile': 'FROM debian:13 AS base\n' },
      { 'compose.yaml': 'services:\n  base: { build: x, image: "example.org/shop/base:1" }\n' },
      { Makefile: 'base:\n\tdocker build -t example.org/shop/base x\n' }, { '.github/workflows/ci.yml': 'jobs:\n  a:\n    with:\n      tags: |\n        example.org/shop/base:latest\n' },
      { 'scripts/all.sh': 'docker tag x example.org/shop/base:latest\n' }, { 'docker-bake.hcl': 'tags = ["example.org/shop/base"]\n' },
    ];
    for (const files of made) checkClean(untaggedImage, text, { workspace: workspaceOf({ 'README.md': '', ...files }) });
    const others: readonly Readonly<Record<string, string>>[] = [
      { 'base/Dockerfile': 'FROM example.org/shop/base\n' }, { Makefile: 'run:\n\tdocker run example.org/shop/base\n' }, { 'run.sh': 'docker build -t example.org/shop/base-image .\n' }, { 'database/Dockerfile': 'FROM debian:13\n' },
    ];
    for (const files of others) checkRule(untaggedImage, drawn, { workspace: workspaceOf({ 'README.md': '', ...files }) });
    checkRule(untaggedImage, 'FROM nginx\n     ^^^^^ warning untagged-image/untagged\n', { uri: 'file:///project/app/Dockerfile', workspace: workspaceOf({ 'nginx/Dockerfile': 'FROM debian:13\n' }) });
  });

  it('leaves data of tests alone', () => {
    checkClean(untaggedImage, 'FROM alpine\n', { uri: 'file:///project/pkg/testdata/Dockerfile', workspace: workspaceOf({ 'pkg/testdata/Dockerfile': '' }) });
  });

  it('marks the name in FROM, COPY --from and mounts', () => {
    checkRule(untaggedImage, `
FROM alpine AS build
     ^^^^^^ warning untagged-image/untagged
FROM host:5000/team/app
     ^^^^^^^^^^^^^^^^^^ warning untagged-image/untagged
COPY --from=nginx /a /b
            ^^^^^ warning untagged-image/untagged
RUN --mount=type=bind,from=busybox,target=/b true
                           ^^^^^^^ warning untagged-image/untagged
`);
  });

  it('leaves what has no releases', () => {
    checkRule(untaggedImage, `
FROM archlinux
FROM gentoo/stage3
FROM gcr.io/oss-fuzz-base/base-builder-go
FROM gcr.io/oss-fuzz/base
     ^^^^^^^^^^^^^^^^^^^^ warning untagged-image/untagged
`);
  });

  it('resolves arguments', () => {
    checkRule(untaggedImage, `
ARG BASE=debian
FROM \${BASE}
     ^^^^^^^ warning untagged-image/untagged
`);
  });

  it('leaves stages, scratch, tags, digests and unknown arguments alone', () => {
    checkRule(untaggedImage, `
ARG TAG
FROM alpine:3.24 AS base
FROM base
FROM scratch
FROM alpine@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
FROM alpine:$TAG
FROM $TAG
COPY --from=base /a /b
COPY --from=0 /a /b
`);
  });

  it('leaves plain names in from to the rule on stages', () => {
    checkRule(untaggedImage, `
FROM alpine:3.24
COPY --from=config / /etc/app/
COPY --from=nginx /etc/nginx /etc/nginx
            ^^^^^ warning untagged-image/untagged
COPY --from=team/config / /etc/app/
            ^^^^^^^^^^^ warning untagged-image/untagged
`);
  });

  it('leaves plain names in a file that is put together with others', () => {
    checkRule(untaggedImage, `
LABEL a=b
FROM base AS one
FROM nginx
     ^^^^^ warning untagged-image/untagged
FROM team/base
     ^^^^^^^^^ warning untagged-image/untagged
`);
  });

  it('is silent about a default that no image has, and only stands for one', () => {
    checkClean(untaggedImage, 'ARG BASEIMAGE=unknown\nFROM ${BASEIMAGE}\n');
    checkRule(untaggedImage, 'ARG BASE=debian\nFROM ${BASE}\n     ^^^^^^^ warning untagged-image/untagged\n');
    checkRule(untaggedImage, 'FROM unknown\n     ^^^^^^^ warning untagged-image/untagged\n');
  });
});
