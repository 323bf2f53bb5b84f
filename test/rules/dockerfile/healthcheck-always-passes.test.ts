import { healthcheckAlwaysPasses } from '../../../server/src/lint/rules/dockerfile/healthcheck-always-passes';
import { checkClean, checkRule } from '../../helpers/rules';

describe('healthcheck-always-passes', () => {
  it('ends with what cannot fail', () => {
    checkRule(healthcheckAlwaysPasses, `
FROM alpine:3.24
HEALTHCHECK CMD wget -qO- http://localhost/ || true
                                               ^^^^ warning healthcheck-always-passes/end
HEALTHCHECK --interval=5s CMD wget -qO- http://localhost/ || exit 0
                                                             ^^^^^^ warning healthcheck-always-passes/end
HEALTHCHECK CMD wget -qO- http://localhost/; echo done >/dev/null
                                             ^^^^^^^^^^^^^^^^^^^^ warning healthcheck-always-passes/end
HEALTHCHECK CMD exit 0
                ^^^^^^ warning healthcheck-always-passes/end
HEALTHCHECK CMD ["sh", "-c", "nc -z localhost 80 || :"]
                                                    ^ warning healthcheck-always-passes/end
HEALTHCHECK CMD ["true"]
                 ^^^^^^ warning healthcheck-always-passes/end
`);
  });

  it('finds itself', () => {
    checkRule(healthcheckAlwaysPasses, `
FROM alpine:3.24
HEALTHCHECK CMD ps aux | grep nginx || exit 1
                         ^^^^ warning healthcheck-always-passes/self
HEALTHCHECK CMD ps -ef | grep "my daemon" | cat
                         ^^^^ warning healthcheck-always-passes/self
`);
  });

  it('may fail', () => {
    checkClean(healthcheckAlwaysPasses, `
FROM alpine:3.24
HEALTHCHECK NONE
HEALTHCHECK CMD wget -qO- http://localhost/ || exit 1
HEALTHCHECK CMD wget -qO- http://localhost/ && echo ok
HEALTHCHECK CMD wget -qO- http://localhost/ || exit $STATUS
HEALTHCHECK CMD wget -qO- http://localhost/ && exit 0 || exit 1
HEALTHCHECK CMD if ! pgrep nginx; then exit 1; fi; exit 0
HEALTHCHECK CMD test -f /ready || kill 1; true
HEALTHCHECK CMD set -e; wget -qO- http://localhost/; echo ok
HEALTHCHECK CMD echo ruok | nc localhost 2181 | grep imok
HEALTHCHECK CMD ["curl", "-f", "http://localhost/"]
HEALTHCHECK CMD /check.sh
`);
    checkClean(healthcheckAlwaysPasses, `
FROM alpine:3.24
HEALTHCHECK CMD ps aux | grep [n]ginx
HEALTHCHECK CMD ps aux | grep nginx | grep -v grep
HEALTHCHECK CMD ps -C nginx | grep nginx
HEALTHCHECK CMD ps -eo comm | grep nginx
HEALTHCHECK CMD ps aux | grep nginx | wc -l
HEALTHCHECK CMD pgrep nginx
`);
  });
});
