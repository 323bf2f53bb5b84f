import { checkFix, checkRule } from '../../helpers/rules';
import { redundantPlatform } from '../../../server/src/lint/rules/dockerfile/redundant-platform';

describe('redundant-platform', () => {
  it('marks the flag', () => {
    checkRule(redundantPlatform, `
FROM --platform=\$TARGETPLATFORM alpine:3.24
     ^^^^^^^^^^^^^^^^^^^^^^^^^^ info redundant-platform/redundant
FROM --platform=\${TARGETPLATFORM} alpine:3.24
     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ info redundant-platform/redundant
FROM --platform=\$BUILDPLATFORM alpine:3.24
FROM --platform=\${TARGETPLATFORM:-linux/amd64} alpine:3.24
`);
  });

  it('removes the flag', () => {
    checkFix(redundantPlatform, `
FROM --platform=\$TARGETPLATFORM alpine:3.24 AS a
`, `
FROM alpine:3.24 AS a
`, 'safe');
  });
});
