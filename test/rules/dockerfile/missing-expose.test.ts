import { checkClean, checkRule } from '../../helpers/rules';
import { missingExpose } from '../../../server/src/lint/rules/dockerfile/missing-expose';

describe('missing-expose', () => {
  it('a command without a port', () => {
    checkRule(missingExpose, `
FROM alpine:3.24
CMD ["app"]
^^^ hint missing-expose/none
`);
  });

  it('with a port, without a command, shells, other bases', () => {
    checkClean(missingExpose, `
FROM alpine:3.24 AS a
EXPOSE 80
FROM a
CMD ["app"]
`);
    checkClean(missingExpose, `
FROM alpine:3.24
`);
    checkClean(missingExpose, `
FROM alpine:3.24
CMD ["/bin/sh"]
`);
    checkClean(missingExpose, `
FROM nginx:1.30
CMD ["nginx"]
`);
  });
});
