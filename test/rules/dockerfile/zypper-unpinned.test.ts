import { zypperUnpinned } from '../../../server/src/lint/rules/dockerfile/zypper-unpinned';
import { checkRule } from '../../helpers/rules';

describe('zypper-unpinned', () => {
  it('marks the package', () => {
    checkRule(zypperUnpinned, `
FROM opensuse/leap:16.0
RUN zypper install -y curl
                      ^^^^ info zypper-unpinned/unpinned
RUN zypper install -y curl=8.6.0
`);
  });
});
