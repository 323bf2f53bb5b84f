import { apkUnpinned } from '../../../server/src/lint/rules/dockerfile/apk-unpinned';
import { checkRule } from '../../helpers/rules';

describe('apk-unpinned', () => {
  it('marks the package', () => {
    checkRule(apkUnpinned, `
FROM alpine:3.24
RUN apk add --no-cache curl
                       ^^^^ info apk-unpinned/unpinned
RUN apk add --no-cache curl~=8.14
`);
  });
});
