import { unverifiedPackages } from '../../../server/src/lint/rules/dockerfile/unverified-packages';
import { checkFix, checkRule } from '../../helpers/rules';

describe('unverified-packages', () => {
  it('marks the option', () => {
    checkRule(unverifiedPackages, `
FROM alpine:3.24
RUN apk add --allow-untrusted x.apk
            ^^^^^^^^^^^^^^^^^ error unverified-packages/unsigned
RUN apt-get install -y --allow-unauthenticated x && yum -y --nogpgcheck install y
                       ^^^^^^^^^^^^^^^^^^^^^^^ error unverified-packages/unsigned
                                                           ^^^^^^^^^^^^ error unverified-packages/unsigned
RUN rpm --nosignature -i x.rpm
        ^^^^^^^^^^^^^ error unverified-packages/unsigned
RUN apk add x
`);
  });

  it('removes it', () => {
    checkFix(unverifiedPackages, `
FROM debian:13
RUN apt-get install --force-yes x && apk add --allow-untrusted y
`, `
FROM debian:13
RUN apt-get install -y x && apk add y
`, 'unsafe');
  });
});
