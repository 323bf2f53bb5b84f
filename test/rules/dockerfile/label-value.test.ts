import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { labelValue } from '../../../server/src/lint/rules/dockerfile/label-value';

describe('label-value', () => {
  it('each type of the default schema', () => {
    checkRule(labelValue, `
FROM alpine:3.24
LABEL org.opencontainers.image.created="yesterday" org.opencontainers.image.licenses="Apache 2.0"
                                       ^^^^^^^^^^^ warning label-value/rfc3339
                                                                                     ^^^^^^^^^^^^ warning label-value/spdx
LABEL org.opencontainers.image.source=github.com/acme/app org.opencontainers.image.url='no url'
                                      ^^^^^^^^^^^^^^^^^^^ warning label-value/url
                                                                                       ^^^^^^^^ warning label-value/url
`);
  });

  it('types of one\'s own', () => {
    checkRule(labelValue, `
FROM alpine:3.24
LABEL v=v1.2.3 h=abc m=ada
        ^^^^^^ warning label-value/semver
                 ^^^ warning label-value/hash
                       ^^^ warning label-value/email
`, { options: { schema: ['v: semver','h: hash','m: email'] } });
  });

  it('good values, variables, other keys', () => {
    checkClean(labelValue, `
FROM alpine:3.24
ARG V
LABEL org.opencontainers.image.created="2026-11-24T10:00:00.5+01:00" org.opencontainers.image.licenses="(Apache-2.0 OR MIT) AND GPL-2.0-only WITH Classpath-exception-2.0"
LABEL org.opencontainers.image.source=https://github.com/acme/app org.opencontainers.image.url=$V org.opencontainers.image.documentation=""
LABEL created=yesterday org.opencontainers.image.licenses=LicenseRef-acme
`);
  });

  it('what was meant', () => {
    checkFix(labelValue, `
FROM alpine:3.24
LABEL org.opencontainers.image.created=2026-11-24 org.opencontainers.image.licenses="The MIT License"
LABEL org.opencontainers.image.source=github.com/acme/app
`, `
FROM alpine:3.24
LABEL org.opencontainers.image.created="2026-11-24T00:00:00Z" org.opencontainers.image.licenses="MIT"
LABEL org.opencontainers.image.source="https://github.com/acme/app"
`, 'unsafe');
  });
});
