import { unusableLimit } from '../../../server/src/lint/rules/compose/unusable-limit';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('unusable-limit', () => {
  it('reports sizes that Docker refuses', () => {
    checkRule(
      unusableLimit,
      `
services:
  a:
    image: a:1
    mem_limit: 512
               ^^^ error unusable-limit/small
  b:
    image: a:1
    mem_limit: 5m
               ^^ error unusable-limit/small
  c:
    image: a:1
    mem_limit: 512mega
               ^^^^^^^ error unusable-limit/size
  d:
    image: a:1
    deploy:
      resources:
        limits:
          memory: "half"
                  ^^^^^^ error unusable-limit/size
`,
    );
  });

  it('reports a reservation above the limit, and CPUs that are none', () => {
    checkRule(
      unusableLimit,
      `
services:
  a:
    image: a:1
    mem_limit: 1g
    mem_reservation: 2g
                     ^^ error unusable-limit/reservation
  b:
    image: a:1
    cpus: -1
          ^^ error unusable-limit/cpus
  c:
    image: a:1
    deploy: { resources: { limits: { memory: 100m, cpus: two }, reservations: { memory: 1g } } }
                                                         ^^^ error unusable-limit/cpus
                                                                                        ^^ error unusable-limit/reservation
`,
    );
  });

  it('leaves usable values and variables alone', () => {
    checkClean(
      unusableLimit,
      `
services:
  a:
    image: a:1
    mem_limit: 512m
    mem_reservation: 512m
    cpus: "0.5"
  b:
    image: a:1
    mem_limit: \${MEMORY}
    cpus: $CPUS
  c:
    image: a:1
    mem_limit: 0
    cpus: 0
  d:
    image: a:1
    mem_limit: -1
`,
    );
  });

  it('adds the unit that was left out', () => {
    checkFix(
      unusableLimit,
      `
services:
  a:
    image: a:1
    mem_limit: 512 # MB
`,
      `
services:
  a:
    image: a:1
    mem_limit: 512m # MB
`, 'unsafe',
    );
  });
});
