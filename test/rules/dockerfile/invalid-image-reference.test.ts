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
ARG TAG=
ARG REGISTRY=""
ARG BASE=
ARG EDITION=slim
FROM alpine:\$TAG
     ^^^^^^^^^^^ error invalid-image-reference/invalid
FROM \${REGISTRY}/alpine:3.24
     ^^^^^^^^^^^^^^^^^^^^^^^ error invalid-image-reference/invalid
FROM \$BASE
     ^^^^^ warning invalid-image-reference/noDefault
FROM alpine:3.24\${TAG}
FROM alpine:\${TAG:-3.24}
FROM node:24-\$EDITION
`);
  });

  it('leaves an argument that must be given, and those that a Compose service passes', () => {
    checkClean(invalidImageReference, 'ARG BASE_IMAGE\nARG TAG\nFROM ${BASE_IMAGE} AS a\nFROM alpine:$TAG\n');
    const workspace = workspaceOf({ 'compose.yaml': 'services:\n  a: { build: { context: ., args: { TAG: "3.24", BASE: } } }\n' });
    checkClean(invalidImageReference, 'ARG TAG\nARG BASE=\nFROM alpine:$TAG\nFROM $BASE\n', { workspace });
  });
});
