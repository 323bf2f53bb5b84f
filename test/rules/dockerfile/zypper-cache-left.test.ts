import { zypperCacheLeft } from '../../../server/src/lint/rules/dockerfile/zypper-cache-left';
import { checkFix, checkRule } from '../../helpers/rules';

describe('zypper-cache-left', () => {
  it('marks the first call of a RUN', () => {
    checkRule(zypperCacheLeft, `
FROM opensuse/leap:16.0
RUN zypper install -y curl
           ^^^^^^^ info zypper-cache-left/left
`);
  });

  it('accepts removal, mounts and stages that are thrown away', () => {
    checkRule(zypperCacheLeft, `
FROM opensuse/leap:16.0 AS build
RUN zypper install -y curl
FROM opensuse/leap:16.0
RUN zypper install -y curl && zypper clean --all
RUN --mount=type=cache,target=/var/cache/zypp zypper install -y curl
`);
  });

  it('adds the clean-up', () => {
    checkFix(zypperCacheLeft, `
FROM opensuse/leap:16.0
RUN zypper install -y curl
`, `
FROM opensuse/leap:16.0
RUN zypper install -y curl && zypper clean --all
`, 'safe');
  });

  it('keeps the style of several lines', () => {
    checkFix(zypperCacheLeft, `
FROM opensuse/leap:16.0
RUN true && \\
  zypper install -y curl
`, `
FROM opensuse/leap:16.0
RUN true && \\
  zypper install -y curl && \\
  zypper clean --all
`, 'safe');
  });
});
