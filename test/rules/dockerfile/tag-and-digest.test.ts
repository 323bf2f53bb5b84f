import { checkFix, checkRule } from '../../helpers/rules';
import { tagAndDigest } from '../../../server/src/lint/rules/dockerfile/tag-and-digest';

describe('tag-and-digest', () => {
  it('marks the tag', () => {
    checkRule(tagAndDigest, `
FROM alpine:3.24@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
            ^^^^ info tag-and-digest/both
FROM alpine@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
FROM alpine:3.24
`);
  });

  it('removes the tag', () => {
    checkFix(tagAndDigest, `
FROM alpine:3.24@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e AS x
`, `
FROM alpine@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e AS x
`, 'unsafe');
  });
});
