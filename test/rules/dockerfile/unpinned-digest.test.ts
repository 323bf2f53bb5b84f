import { checkRule } from '../../helpers/rules';
import { unpinnedDigest } from '../../../server/src/lint/rules/dockerfile/unpinned-digest';

describe('unpinned-digest', () => {
  it('marks the tag, or the name where there is none', () => {
    checkRule(unpinnedDigest, `
FROM alpine:3.24
            ^^^^ info unpinned-digest/unpinned
FROM alpine
     ^^^^^^ info unpinned-digest/unpinned
FROM alpine:3.24@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
FROM scratch
`);
  });
});
