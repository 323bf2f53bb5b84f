import { cacheMountUnlocked } from '../../../server/src/lint/rules/dockerfile/cache-mount-unlocked';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('cache-mount-unlocked', () => {
  it('of apt', () => {
    checkRule(cacheMountUnlocked, `
FROM debian:13
RUN --mount=type=cache,target=/var/cache/apt --mount=type=cache,dst=/var/lib/apt/,sharing=shared apt-get install -y git
                              ^^^^^^^^^^^^^^ info cache-mount-unlocked/shared
                                                                                          ^^^^^^ info cache-mount-unlocked/shared
`);
  });

  it('locked, private, other tools, other directories', () => {
    checkClean(cacheMountUnlocked, `
FROM debian:13
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get install -y git
RUN --mount=type=cache,target=/var/cache/apt,sharing=private apt-get install -y git
RUN --mount=type=cache,target=/root/.npm npm ci
RUN --mount=type=cache,target=/var/cache/apt ls
RUN --mount=type=bind,target=/var/cache/apt apt-get install -y git
`);
  });

  it('is locked', () => {
    checkFix(cacheMountUnlocked, `
FROM debian:13
RUN --mount=type=cache,target=/var/cache/apt \\
    --mount=type=cache,sharing=shared,target=/var/lib/apt \\
    apt-get install -y git
`, `
FROM debian:13
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\
    --mount=type=cache,sharing=locked,target=/var/lib/apt \\
    apt-get install -y git
`);
  });
});
