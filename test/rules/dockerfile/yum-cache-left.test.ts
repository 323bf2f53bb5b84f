import { yumCacheLeft } from '../../../server/src/lint/rules/dockerfile/yum-cache-left';
import { checkFix, checkRule } from '../../helpers/rules';

describe('yum-cache-left', () => {
  it('marks the first call of a RUN', () => {
    checkRule(yumCacheLeft, `
FROM rockylinux:9
RUN yum install -y curl
        ^^^^^^^ info yum-cache-left/left
`);
  });

  it('accepts removal, mounts and stages that are thrown away', () => {
    checkRule(yumCacheLeft, `
FROM rockylinux:9 AS build
RUN yum install -y curl
FROM rockylinux:9
RUN yum install -y curl && yum clean all
RUN --mount=type=cache,target=/var/cache/yum yum install -y curl
`);
  });

  it('adds the clean-up', () => {
    checkFix(yumCacheLeft, `
FROM rockylinux:9
RUN yum install -y curl
`, `
FROM rockylinux:9
RUN yum install -y curl && yum clean all
`, 'safe');
  });

  it('keeps the style of several lines', () => {
    checkFix(yumCacheLeft, `
FROM rockylinux:9
RUN true && \\
  yum install -y curl
`, `
FROM rockylinux:9
RUN true && \\
  yum install -y curl && \\
  yum clean all
`, 'safe');
  });

  it('takes cleaning behind the last call only', () => {
    checkRule(yumCacheLeft, `
FROM rockylinux:9
RUN yum clean all && yum install -y curl
                         ^^^^^^^ info yum-cache-left/left
RUN yum install -y curl && rm -rf /var/cache/yum
RUN yum install -y curl && dnf clean all
RUN yum install -y curl && rm -rf /var/cache/*
RUN yum install -y a && yum clean all && yum install -y b
        ^^^^^^^ info yum-cache-left/left
`);
  });
});
