import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { duplicateExpose } from '../../../server/src/lint/rules/dockerfile/duplicate-expose';

describe('duplicate-expose', () => {
  it('on one line and over instructions', () => {
    checkRule(duplicateExpose, `
FROM alpine:3.24
EXPOSE 80 80/tcp 443
          ^^^^^^ info duplicate-expose/twice
EXPOSE 443/TCP
       ^^^^^^^ info duplicate-expose/twice
EXPOSE 80/udp
`);
  });

  it('different ports, protocols, stages', () => {
    checkClean(duplicateExpose, `
FROM alpine:3.24 AS a
EXPOSE 53/tcp 53/udp 80-81 80 $P $P
FROM a
EXPOSE 80
`);
  });

  it('is fixed', () => {
    checkFix(duplicateExpose, `
FROM alpine:3.24
EXPOSE 80 80/tcp 443
EXPOSE 443/TCP
RUN true

`, `
FROM alpine:3.24
EXPOSE 80 443
RUN true

`);
  });

  it('goes as a whole where nothing new is left in it', () => {
    checkFix(duplicateExpose, 'FROM alpine:3.24\nEXPOSE 80 443\nEXPOSE 443 80\nRUN true\n', 'FROM alpine:3.24\nEXPOSE 80 443\nRUN true\n');
  });
});
