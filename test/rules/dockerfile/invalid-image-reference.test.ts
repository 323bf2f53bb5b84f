import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';
import { invalidImageReference } from '../../../server/src/lint/rules/dockerfile/invalid-image-reference';

describe('invalid-image-reference', () => {
  it('marks the word', () => {
    checkRule(invalidImageReference, `
FROM Alpine:3.24
     ^^^^^^^^^^^ error invalid-image-reference/invalid
FROM alpine:
     ^^^^^^^ error invalid-image-reference/invalid
FROM alpine@sha256:12
     ^^^^^^^^^^^^^^^^ error invalid-image-reference/invalid
FROM host:5000/a/b:1
`);
  });

  it('judges the defaults of arguments', () => {
    checkRule(invalidImageReference, `
ARG TAG
ARG REGISTRY
ARG BASE=
ARG EDITION=slim
FROM alpine:\$TAG
     ^^^^^^^^^^^ warning invalid-image-reference/noDefault
FROM \${REGISTRY}/alpine:3.24
     ^^^^^^^^^^^^^^^^^^^^^^^ warning invalid-image-reference/noDefault
FROM \$BASE
     ^^^^^ warning invalid-image-reference/noDefault
FROM alpine:3.24\${TAG}
FROM alpine:\${TAG:-3.24}
FROM node:24-\$EDITION
`);
  });

  it('only notes an argument that must be given', () => {
    checkRule(invalidImageReference, `
ARG BASE_IMAGE
ARG GIVEN_IMAGE
ARG LEFT_OUT=
FROM \${BASE_IMAGE} AS a
     ^^^^^^^^^^^^^ info invalid-image-reference/required
FROM "$GIVEN_IMAGE" AS b
     ^^^^^^^^^^^^^^ info invalid-image-reference/required
FROM $LEFT_OUT
     ^^^^^^^^^ warning invalid-image-reference/noDefault
`);
  });

  it('takes the arguments that a Compose service passes', () => {
    const workspace = workspaceOf({ 'compose.yaml': 'services:\n  a: { build: { context: ., args: { TAG: "3.24", BASE: } } }\n' });
    checkRule(invalidImageReference, `
ARG TAG
ARG REGISTRY
ARG BASE=
FROM alpine:\$TAG
FROM \$BASE
FROM \$REGISTRY/alpine:\${TAG}
     ^^^^^^^^^^^^^^^^^^^^^^^ warning invalid-image-reference/noDefault
`, { workspace });
  });

  it('says nothing of a default that is made from an argument without one', () => {
    checkClean(invalidImageReference, 'ARG VERSION\nARG IMAGE=gcc:${VERSION}-bookworm\nFROM ${IMAGE}\n');
  });
});
