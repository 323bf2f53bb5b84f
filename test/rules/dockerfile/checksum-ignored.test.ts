import { checksumIgnored } from '../../../server/src/lint/rules/dockerfile/checksum-ignored';
import { checkClean, checkRule } from '../../helpers/rules';

describe('checksum-ignored', () => {
  it('marks comparisons whose result is lost', () => {
    checkRule(checksumIgnored, `
FROM alpine:3.24
RUN wget x && echo "$SHA  x" | sha256sum -c - || true
                               ^^^^^^^^^ warning checksum-ignored/swallowed
RUN gpg --verify x.asc x || echo bad && tar xf x
    ^^^ warning checksum-ignored/swallowed
RUN sha512sum -c x.sha; tar xf x
    ^^^^^^^^^ warning checksum-ignored/passed
RUN <<EOF
sha256sum -c x.sha
^^^^^^^^^ warning checksum-ignored/passed
tar xf x
EOF
`);
  });

  it('is silent where the result counts', () => {
    checkClean(checksumIgnored, `
FROM alpine:3.24
RUN sha256sum -c x.sha && tar xf x
RUN sha256sum -c x.sha || exit 1
RUN sha256sum -c x.sha || (echo bad && exit 1)
RUN sha256sum -c x.sha || echo bad && exit 1
RUN set -eux; sha256sum -c x.sha; tar xf x
RUN if ! sha256sum -c x.sha; then exit 1; fi; tar xf x
RUN tar xf x; sha256sum -c x.sha
RUN sha256sum -c x.sha; test $? = 0 || exit 1
RUN sha256sum x; tar xf x
SHELL ["/bin/bash", "-e", "-c"]
RUN sha256sum -c x.sha; tar xf x
`);
  });
});
