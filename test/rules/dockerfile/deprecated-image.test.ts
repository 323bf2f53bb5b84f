import { checkRule } from '../../helpers/rules';
import { deprecatedImage } from '../../../server/src/lint/rules/dockerfile/deprecated-image';

describe('deprecated-image', () => {
  it('marks the name', () => {
    checkRule(deprecatedImage, `
FROM openjdk:17
     ^^^^^^^ warning deprecated-image/replaced
FROM docker.io/bitnami/redis:7
     ^^^^^^^^^^^^^^^^^^^^^^^ warning deprecated-image/gone
FROM eclipse-temurin:21
FROM example.org/openjdk:17
`);
  });
});
