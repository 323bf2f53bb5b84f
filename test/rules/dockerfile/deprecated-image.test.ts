import assert from 'node:assert/strict';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import { deprecatedImage } from '../../../server/src/lint/rules/dockerfile/deprecated-image';

describe('deprecated-image', () => {
  it('marks the name', () => {
    checkRule(deprecatedImage, `
FROM openjdk:17
     ^^^^^^^ warning deprecated-image/replaced
FROM docker.io/bitnami/redis:7
     ^^^^^^^^^^^^^^^^^^^^^^^ warning deprecated-image/gone
FROM eclipse-temurin:21
FROM example.org/openjdk:17
`);
  });

  it('names the image that has the flavour of the tag', () => {
    const messages = ['2.2-sdk', '2.2-aspnetcore-runtime-alpine', '2.1-runtime', '2.1-runtime-deps', 'latest'].map((tag) => findingsOf(deprecatedImage, `FROM microsoft/dotnet:${tag}\n`)[0]!.message);
    assert.deepEqual(messages.map((message) => /dotnet\/([\w-]+) instead/.exec(message)?.[1]), ['sdk', 'aspnet', 'runtime', 'runtime-deps', 'sdk']);
  });

  it('leaves what Bitnami goes on with', () => {
    checkClean(deprecatedImage, 'FROM bitnami/minideb:trixie\nFROM bitnami/sealed-secrets-controller:0.30\n');
  });

  it('leaves a plain name that the repository builds itself', () => {
    const workspace = workspaceOf({ 'images/java/Dockerfile': 'FROM alpine:3.24\n', 'images/app/Dockerfile': 'FROM java\n' });
    checkClean(deprecatedImage, 'FROM java\n', { uri: 'file:///project/images/app/Dockerfile', workspace });
    assert.equal(findingsOf(deprecatedImage, 'FROM java:8\n', { uri: 'file:///project/images/app/Dockerfile', workspace }).length, 1);
  });
});
