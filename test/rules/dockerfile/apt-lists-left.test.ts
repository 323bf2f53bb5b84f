import { aptListsLeft } from '../../../server/src/lint/rules/dockerfile/apt-lists-left';
import { checkFix, checkRule } from '../../helpers/rules';

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
  apt-get update && apt-get install -y --no-install-recommends curl \\
    && rm -rf /var/lib/apt/lists/*
`, 'safe');
  });
});
