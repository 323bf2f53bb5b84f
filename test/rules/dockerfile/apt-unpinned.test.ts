import { aptUnpinned } from '../../../server/src/lint/rules/dockerfile/apt-unpinned';
import { checkRule } from '../../helpers/rules';

describe('apt-unpinned', () => {
  it('marks the package', () => {
    checkRule(aptUnpinned, `
FROM debian:13
RUN apt-get install -y --no-install-recommends curl
                                               ^^^^ info apt-unpinned/unpinned
RUN apt-get install -y --no-install-recommends curl=8.14.1-2
`);
  });
});
