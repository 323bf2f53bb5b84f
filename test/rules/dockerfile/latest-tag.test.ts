import { checkClean, checkRule } from '../../helpers/rules';
import { within, workspaceOf } from '../../helpers/workspace';
import { latestTag } from '../../../server/src/lint/rules/dockerfile/latest-tag';

describe('latest-tag', () => {
  it('marks the tag', () => {
    checkRule(latestTag, `
FROM node:latest
          ^^^^^^ warning latest-tag/latest
COPY --from=host:5000/x:latest /a /b
                        ^^^^^^ warning latest-tag/latest
`);
  });

  it('marks the argument that holds it', () => {
    checkRule(latestTag, `
ARG TAG=latest
FROM node:\$TAG
          ^^^^ warning latest-tag/latest
`);
  });

  it('says nothing of a digest or of tags that only contain the word', () => {
    checkRule(latestTag, `
FROM node:latest@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
FROM node:latest-alpine
FROM node
`);
  });

  it('leaves what has no releases', () => {
    checkClean(latestTag, 'FROM archlinux:latest\nFROM gentoo/stage3:latest\nFROM kalilinux/kali-rolling:latest\nFROM cgr.dev/chainguard/python:latest\nFROM gcr.io/oss-fuzz-base/base-builder:latest\n');
  });

  it('leaves images alone that the repository builds itself', () => {
    const workspace = workspaceOf({ 'README.md': '', Makefile: 'base:\n\tdocker build -t example.org/shop/base:latest base\n' });
    checkClean(latestTag, 'FROM example.org/shop/base:latest\n', { workspace });
    checkRule(latestTag, 'FROM example.org/shop/other:latest\n                            ^^^^^^ warning latest-tag/latest\n', { workspace });
  });

  it('leaves what is built on the spot', () => {
    checkClean(latestTag, 'FROM team_base:latest\n');
    const named = within({ 'compose.yaml': 'services:\n  base: { build: ./base, image: "${REGISTRY:-docker.io}/acme/ruby:${TAG:-1}" }\n' });
    checkClean(latestTag, 'FROM docker.io/acme/ruby:latest\n', { workspace: named.workspace });
    const { workspace } = within({ 'compose.yaml': 'services:\n  base: { build: ./base, image: base }\n' });
    checkClean(latestTag, 'FROM base:latest\n', { workspace });
    checkRule(latestTag, `
FROM other:latest
           ^^^^^^ warning latest-tag/latest
`, { workspace });
  });

  it('leaves data of tests', () => {
    checkClean(latestTag, 'FROM ubuntu:latest\n', { uri: 'file:///project/docker/tests/Dockerfile', workspace: workspaceOf({ 'docker/tests/Dockerfile': '' }) });
  });
});
