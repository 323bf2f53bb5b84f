import { systemUpgrade } from '../../../server/src/lint/rules/dockerfile/system-upgrade';
import { checkFix, checkRule } from '../../helpers/rules';

describe('system-upgrade', () => {
  it('marks upgrades of everything', () => {
    checkRule(systemUpgrade, `
FROM alpine:3.24
RUN apk update && apk upgrade -y
                      ^^^^^^^ hint system-upgrade/upgrade
RUN yum -y update && dnf -y update openssl && apt-get upgrade
           ^^^^^^ hint system-upgrade/upgrade
                                                      ^^^^^^^ hint system-upgrade/upgrade
RUN apt-get update && apt-get install --only-upgrade -y openssl
`);
  });

  it('takes the command out of its list', () => {
    checkFix(systemUpgrade, `
FROM alpine:3.24
RUN apk upgrade && apk add curl
RUN apk update \\
  && apk upgrade \\
  && apk add curl
RUN apk update && apk upgrade
RUN apk upgrade
RUN set -e; apk upgrade && apk add x
`, `
FROM alpine:3.24
RUN apk add curl
RUN apk update \\
  && apk add curl
RUN apk update
RUN set -e; apk add x
`, 'unsafe');
  });

  it('leaves other constructions alone', () => {
    const text = `
FROM alpine:3.24
RUN apk upgrade || true
RUN if x; then apk upgrade; fi && y
RUN apk upgrade | tee log
RUN apk upgrade; apk add x
RUN apk update \\
# why
  && apk upgrade
`;
    checkFix(systemUpgrade, text, text, 'unsafe');
  });
});
