import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { ignoreComment } from '../../../server/src/lint/rules/dockerfile/ignore-comment';

describe('ignore-comment', () => {
  it('of every tool', () => {
    checkRule(ignoreComment, `
# plimsoll ignore=latest-tag -- why
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint ignore-comment/off
# hadolint global ignore=DL3006
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint ignore-comment/off
# check=skip=all
^^^^^^^^^^^^^^^^ hint ignore-comment/off
FROM alpine:3.24
# check=skip=JSONArgsRecommended
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint ignore-comment/off
# checkov:skip=CKV_DOCKER_2:no
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint ignore-comment/off
# nosemgrep: x
^^^^^^^^^^^^^^ hint ignore-comment/off
CMD x
`);
  });

  it('notes', () => {
    checkClean(ignoreComment, `
# hadolint shell=bash
FROM alpine:3.24
# ignore this
`);
  });

  it('has an unsafe fix', () => {
    checkFix(ignoreComment, `
FROM alpine:3.24
# hadolint ignore=DL3025
CMD x

`, `
FROM alpine:3.24
CMD x

`, 'unsafe');
  });
});
