import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { labelSchema } from '../../../server/src/lint/rules/dockerfile/label-schema';

describe('label-schema', () => {
  it('on the final image', () => {
    checkRule(labelSchema, `
FROM alpine:3.24 AS build
LABEL maintainer=ada
FROM alpine:3.24
     ^^^^^^^^^^^ info label-schema/missing
LABEL a=b
`);
  });

  it('a schema of one\'s own', () => {
    checkRule(labelSchema, `
FROM alpine:3.24
     ^^^^^^^^^^^ info label-schema/missing
LABEL team=x other=y
             ^^^^^ info label-schema/superfluous
`, { options: { schema: ['team: text','version: semver'], strict: true } });
  });

  it('the label itself, its other name, through the chain, unknown keys', () => {
    checkClean(labelSchema, `
FROM alpine:3.24 AS base
LABEL org.opencontainers.image.authors=ada
FROM base
`);
    checkClean(labelSchema, `
FROM alpine:3.24
LABEL MAINTAINER=ada
`);
    checkClean(labelSchema, `
FROM alpine:3.24
LABEL $X=y
`);
    checkClean(labelSchema, `
LABEL a=b
`);
  });

  it('has an unsafe fix', () => {
    checkFix(labelSchema, `
FROM alpine:3.24
USER 1
`, `
FROM alpine:3.24
LABEL maintainer="…"
USER 1
`, 'unsafe');
  });
});
