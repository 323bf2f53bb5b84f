import { checkClean, checkRule } from '../../helpers/rules';
import { invalidPort } from '../../../server/src/lint/rules/dockerfile/invalid-port';

describe('invalid-port', () => {
  it('numbers, ranges, words', () => {
    checkRule(invalidPort, `
FROM alpine:3.24
ARG P=70000
EXPOSE 80 65536 99999/udp
          ^^^^^ error invalid-port/range
                ^^^^^ error invalid-port/range
EXPOSE 8000-7000 1-99999 $P
       ^^^^^^^^^ error invalid-port/backwards
                 ^^^^^^^ error invalid-port/range
                         ^^ error invalid-port/range
EXPOSE http 80,443 -1
       ^^^^ error invalid-port/number
            ^^^^^^ error invalid-port/comma
                   ^^ error invalid-port/number
EXPOSE 127.0.0.1:80:99999/tcp
                    ^^^^^ error invalid-port/range
EXPOSE 99999-$X
       ^^^^^^^^ error invalid-port/range
`);
  });

  it('ports, ranges, mappings, unknown variables, comments', () => {
    checkClean(invalidPort, `
FROM alpine:3.24
ARG P=80
EXPOSE 0 80 65535/tcp 8000-8010/udp $P \${P}/tcp
EXPOSE 127.0.0.1:80:80 5000:5000 $X \${X:-80} $X-90
EXPOSE 80 # web
`);
    checkClean(invalidPort, 'EXPOSE 40000-${PORT}\n');
  });
});
