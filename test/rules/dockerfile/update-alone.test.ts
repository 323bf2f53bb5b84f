import assert from 'node:assert/strict';
import { updateAlone } from '../../../server/src/lint/rules/dockerfile/update-alone';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('update-alone', () => {
  it('marks the update', () => {
    checkRule(updateAlone, `
FROM debian:13
RUN apt-get -qq update
                ^^^^^^ warning update-alone/alone
RUN apt-get update && apt-get install -y curl
RUN apt-get update && ./install.sh
RUN --mount=type=cache,target=/var/lib/apt apt-get update
RUN apt-get install -y curl
`);
  });

  it('knows apk', () => {
    checkRule(updateAlone, `
FROM alpine:3.24
RUN apk update
        ^^^^^^ warning update-alone/alone
RUN apk update && apk add curl
`);
  });

  it('knows updates of everything', () => {
    checkRule(updateAlone, `
FROM rockylinux:9
RUN dnf -y update
           ^^^^^^ info update-alone/upgradeAlone
RUN dnf -y update && dnf -y install curl
RUN dnf -y update openssl
RUN yum update -y && rpm -ivh /agent.rpm && rm /agent.rpm
RUN yum update -y && rpm -qi bash
        ^^^^^^ info update-alone/upgradeAlone
RUN dnf makecache
FROM archlinux:base
RUN pacman -Syu --noconfirm
           ^^^^ info update-alone/upgradeAlone
`);
  });

  it('is silent beside programs that install by themselves', () => {
    checkClean(updateAlone, `
FROM debian:13
RUN apt-get update && npx playwright install-deps
RUN apt-get update && rosdep install -y --from-paths src
RUN curl -fsSL https://example.com/setup | bash && apt-get update
`);
  });

  it('moves the update into the RUN that installs', () => {
    checkFix(updateAlone, `
FROM debian:13
# index
RUN apt-get -q update
RUN apt-get install -y curl \\
  && true
`, `
FROM debian:13
# index
RUN apt-get -q update && apt-get install -y curl \\
  && true
`, 'unsafe');
  });

  it('has no fix where the next RUN takes failures another way, or installs nothing', () => {
    for (const next of ['set -e; apt-get install -y curl', 'apt-get install -y curl || true', 'make', 'apk add curl', '["apt-get", "install", "-y", "curl"]']) {
      const [finding] = findingsOf(updateAlone, `FROM debian:13\nRUN apt-get update\nRUN ${next}\n`);
      assert.deepEqual(finding?.fixes, [], next);
    }
  });
});
