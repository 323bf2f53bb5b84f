import { checkRule } from '../../helpers/rules';
import { movingTag } from '../../../server/src/lint/rules/dockerfile/moving-tag';

describe('moving-tag', () => {
  it('marks the tag', () => {
    checkRule(movingTag, `
FROM nginx:stable-alpine
           ^^^^^^^^^^^^^ info moving-tag/moving
FROM node:lts-slim
          ^^^^^^^^ info moving-tag/moving
FROM python:slim
            ^^^^ info moving-tag/moving
`);
  });

  it('leaves versions, codenames and digests alone', () => {
    checkRule(movingTag, `
FROM node:24-slim
FROM debian:bookworm-slim
FROM gcr.io/distroless/static:nonroot
FROM nginx:stable@sha256:1ed4be0b9ac1a4c2ea3d6f1c1e23ac4e1c3f6f6f7c27ba4a2e8e9d5a3b2c1d0e
FROM nginx:latest
FROM x/y:abc123
`);
  });
});
