import assert from 'node:assert/strict';
import { aptListsLeft } from '../../../server/src/lint/rules/dockerfile/apt-lists-left';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('apt-lists-left', () => {
  it('marks the first call of a RUN', () => {
    checkRule(aptListsLeft, `
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends curl
            ^^^^^^ info apt-lists-left/left
`);
  });

  it('accepts removal, mounts and stages that are thrown away', () => {
    checkRule(aptListsLeft, `
FROM debian:13 AS build
RUN apt-get update && apt-get install -y --no-install-recommends curl
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends curl
`);
  });

  it('adds the clean-up', () => {
    checkFix(aptListsLeft, `
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends curl
`, `
FROM debian:13
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
`, 'safe');
  });

  it('keeps the style of several lines', () => {
    checkFix(aptListsLeft, `
FROM debian:13
RUN true && \\
  apt-get update && apt-get install -y --no-install-recommends curl
`, `
FROM debian:13
RUN true && \\
  apt-get update && apt-get install -y --no-install-recommends curl && \\
  rm -rf /var/lib/apt/lists/*
`, 'safe');
  });

  it('judges what updated the lists, after the last of it', () => {
    checkRule(aptListsLeft, `
FROM debian:13
RUN apt-get install -y --no-install-recommends curl
RUN rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y curl
                                           ^^^^^^ info apt-lists-left/left
RUN apt-get update && apt-get install -y curl && apt-get clean
            ^^^^^^ info apt-lists-left/left
RUN apt-get update && apt-get install -y curl && apt-get distclean
RUN apt-get update && apt-get install -y curl && apt-get dist-clean
RUN apt-get update && apt-get install -y curl && find /var/lib/apt/lists -type f -delete
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg}
RUN apt-get update && apt-get install -y curl && /opt/clean-up.sh
ONBUILD RUN apt-get update && apt-get install -y curl
                    ^^^^^^ info apt-lists-left/left
`);
  });

  it('leaves an update in a RUN that installs nothing to update-alone', () => {
    checkClean(aptListsLeft, `
FROM debian:13
RUN apt-get update
RUN apt-get install -y curl
RUN apt-get update && apt-get clean
ONBUILD RUN apt-get update
`);
  });

  it('judges downloaded packages where they are kept', () => {
    checkRule(aptListsLeft, `
FROM debian:13
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends curl
                                                                     ^^^^^^^ info apt-lists-left/left
RUN --mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get update && apt-get install -y --no-install-recommends curl
RUN --mount=type=cache,target=/var/lib/apt apt-get update && apt-get install -y --no-install-recommends curl && apt-get clean
`);
  });

  it('has no safe fix where a later RUN installs from the lists or runs a script', () => {
    const fixes = (later: string): string[] => (findingsOf(aptListsLeft, `FROM debian:13 AS base\nRUN apt-get update && apt-get install -y git\nFROM base\nRUN ${later}\n`)[0]?.fixes ?? []).map((fix) => fix.applicability);
    assert.deepEqual(fixes('apt-get install -y --no-install-recommends curl'), []);
    assert.deepEqual(fixes('./setup.sh'), ['unsafe']);
    assert.deepEqual(fixes('bash /tmp/setup.sh'), ['unsafe']);
    assert.deepEqual(fixes('apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*'), ['safe']);
  });

  it('keeps sudo', () => {
    checkFix(aptListsLeft, 'FROM debian:13\nRUN sudo apt-get update && sudo apt-get install -y git\n', 'FROM debian:13\nRUN sudo apt-get update && sudo apt-get install -y git && sudo rm -rf /var/lib/apt/lists/*\n');
  });

  it('says what to do where a later RUN installs from the lists', () => {
    checkRule(aptListsLeft, `
FROM debian:13
RUN apt-get update && apt-get install -y git
            ^^^^^^ info apt-lists-left/needed
RUN apt-get install -y curl
`);
  });

  it('believes a variable that says it cleans, and leaves containers to develop in', () => {
    checkClean(aptListsLeft, 'FROM team/base:1\nRUN apt-get update && apt-get install -y git && ${dir_clean}\n');
    checkClean(aptListsLeft, 'FROM debian:13\nRUN apt-get update && apt-get install -y git\n', { uri: 'file:///project/.devcontainer/Dockerfile' });
  });

  it('leaves files for tests and development', () => {
    for (const uri of ['file:///project/Dockerfile.test', 'file:///project/.devcontainer/Dockerfile']) checkClean(aptListsLeft, 'FROM debian:13\nRUN apt-get update && apt-get install -y curl\n', { uri });
  });
});
