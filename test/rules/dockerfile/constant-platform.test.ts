import { checkFix, checkRule } from '../../helpers/rules';
import { constantPlatform } from '../../../server/src/lint/rules/dockerfile/constant-platform';

describe('constant-platform', () => {
  it('marks the platform', () => {
    checkRule(constantPlatform, `
FROM --platform=linux/amd64 alpine:3.24 AS x
                ^^^^^^^^^^^ warning constant-platform/constant
`);
  });

  it('leaves variables and stages named after it alone', () => {
    checkRule(constantPlatform, `
FROM --platform=\$BUILDPLATFORM alpine:3.24 AS x
FROM --platform=linux/arm64 alpine:3.24 AS build-arm64
FROM --platform=windows/amd64 alpine:3.24 AS win-windows
`);
  });

  it('removes the flag', () => {
    checkFix(constantPlatform, `
FROM --platform=linux/amd64   alpine:3.24
`, `
FROM alpine:3.24
`, 'unsafe');
  });
});
