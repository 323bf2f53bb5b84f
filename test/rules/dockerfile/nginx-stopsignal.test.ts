import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { nginxStopsignal } from '../../../server/src/lint/rules/dockerfile/nginx-stopsignal';

describe('nginx-stopsignal', () => {
  it('another signal, or none', () => {
    checkRule(nginxStopsignal, `
FROM alpine:3.24
STOPSIGNAL SIGTERM
           ^^^^^^^ info nginx-stopsignal/wrong
CMD ["nginx", "-g", "daemon off;"]
FROM alpine:3.24
ENTRYPOINT ["/usr/sbin/nginx"]
^^^^^^^^^^ info nginx-stopsignal/missing
FROM alpine:3.24 AS base
CMD ["openresty"]
^^^ info nginx-stopsignal/missing
FROM base
STOPSIGNAL SIGINT
           ^^^^^^ info nginx-stopsignal/wrong
`);
  });

  it('SIGQUIT, other programs, shells, inherited ones', () => {
    checkClean(nginxStopsignal, `
FROM alpine:3.24 AS base
STOPSIGNAL SIGQUIT
CMD ["nginx"]
FROM base
FROM alpine:3.24
CMD nginx
FROM alpine:3.24
CMD ["nginx-debug"]
FROM alpine:3.24
STOPSIGNAL $X
CMD ["nginx"]
FROM alpine:3.24
ENTRYPOINT ["sh"]
CMD ["nginx"]
`);
  });

  it('puts it above, or in its place', () => {
    checkFix(nginxStopsignal, `
FROM alpine:3.24
# start
CMD ["nginx"]
FROM alpine:3.24
STOPSIGNAL SIGTERM
CMD ["nginx"]
`, `
FROM alpine:3.24
STOPSIGNAL SIGQUIT
# start
CMD ["nginx"]
FROM alpine:3.24
STOPSIGNAL SIGQUIT
CMD ["nginx"]
`, 'unsafe');
  });
});
