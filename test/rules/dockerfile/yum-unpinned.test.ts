import { yumUnpinned } from '../../../server/src/lint/rules/dockerfile/yum-unpinned';
import { checkRule } from '../../helpers/rules';

describe('yum-unpinned', () => {
  it('marks the package', () => {
    checkRule(yumUnpinned, `
FROM rockylinux:9
RUN yum install -y curl
                   ^^^^ info yum-unpinned/unpinned
RUN yum install -y curl-7.76.1
`);
  });
});
