import { checkRule } from '../../helpers/rules';
import { untrustedRegistry } from '../../../server/src/lint/rules/dockerfile/untrusted-registry';

describe('untrusted-registry', () => {
  it('marks the name', () => {
    checkRule(untrustedRegistry, `
FROM evil.example/x:1 AS a
     ^^^^^^^^^^^^^^ error untrusted-registry/untrusted
FROM alpine:3.24
     ^^^^^^ error untrusted-registry/untrusted
FROM ghcr.io/team/x:1
FROM a
COPY --from=quay.io/x/y:1 /a /b
            ^^^^^^^^^^^ error untrusted-registry/untrusted
`, { trustedRegistries: ['ghcr.io'] });
  });

  it('takes wildcards at both ends, and paths', () => {
    checkRule(untrustedRegistry, `
FROM a.corp.example/x:1
FROM docker.io/library/alpine:3.24
FROM alpine:3.24
FROM quay.io/team/x:1
FROM quay.io/other/x:1
     ^^^^^^^^^^^^^^^ error untrusted-registry/untrusted
`, { trustedRegistries: ['*.corp.example', 'docker.io', 'quay.io/team'] });
  });

  it('is silent without a list', () => {
    checkRule(untrustedRegistry, `
FROM evil.example/x:1
`);
  });
});
