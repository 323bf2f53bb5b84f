import { dnfUnpinned } from '../../../server/src/lint/rules/dockerfile/dnf-unpinned';
import { checkRule } from '../../helpers/rules';

describe('dnf-unpinned', () => {
  it('marks the package', () => {
    checkRule(dnfUnpinned, `
FROM rockylinux:9
RUN dnf install -y curl
                   ^^^^ info dnf-unpinned/unpinned
RUN dnf install -y curl-7.76.1
`);
  });

  it('marks modules without a stream', () => {
    checkRule(dnfUnpinned, `
FROM rockylinux:9
RUN dnf module install -y nodejs
                          ^^^^^^ info dnf-unpinned/unpinned
RUN dnf module install -y nodejs:22
`);
  });
});
