import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import { baseWithoutDefault } from '../../../server/src/lint/rules/dockerfile/base-without-default';

describe('base-without-default', () => {
  it('marks the image', () => {
    checkRule(baseWithoutDefault, `
ARG TAG
ARG REGISTRY
ARG BASE_IMAGE
FROM alpine:\$TAG
     ^^^^^^^^^^^ info base-without-default/required
FROM \${REGISTRY}/alpine:3.24
     ^^^^^^^^^^^^^^^^^^^^^^^ info base-without-default/required
FROM "$BASE_IMAGE"
     ^^^^^^^^^^^^^ info base-without-default/required
`);
  });

  it('is silent where a name is left, or a default is there', () => {
    checkClean(baseWithoutDefault, `
ARG TAG
ARG VERSION=3.24
ARG EMPTY=
FROM alpine:3.24\${TAG}
FROM alpine:\${TAG:-3.24}
FROM alpine:$VERSION
FROM $EMPTY
`);
    checkClean(baseWithoutDefault, 'ARG VERSION\nARG IMAGE=gcc:${VERSION}-bookworm\nFROM ${IMAGE}\n');
  });

  it('takes the arguments that a Compose service passes', () => {
    const workspace = workspaceOf({ 'compose.yaml': 'services:\n  a: { build: { context: ., args: { TAG: "3.24", BASE: } } }\n' });
    checkRule(baseWithoutDefault, `
ARG TAG
ARG REGISTRY
ARG BASE
FROM alpine:\$TAG
FROM \$BASE
FROM \$REGISTRY/alpine:\${TAG}
     ^^^^^^^^^^^^^^^^^^^^^^^ info base-without-default/required
`, { workspace });
  });
});
