import { serviceKeyOrder } from '../../../server/src/lint/rules/compose/service-key-order';
import { checkClean, checkRule } from '../../helpers/rules';

describe('service-key-order', () => {
  it('marks the first key that stands too late', () => {
    checkRule(serviceKeyOrder, `
services:
  a:
    ports: ["80"]
    image: x:1
    ^^^^^ hint service-key-order/misplaced
    build: .
  b:
    image: x:1
    pids_limit: 1
    cpus: 1
    ^^^^ hint service-key-order/misplaced
`);
  });

  it('takes the order of the option, and ignores what a merge brings', () => {
    checkClean(serviceKeyOrder, 'services:\n  a:\n    image: x:1\n    volumes: [a:/a]\n    environment: [A=1]\n    ports: ["80"]\n    cpus: 1\n');
    checkRule(serviceKeyOrder, `
x-a: &a
  image: x:1
services:
  a:
    cpus: 1
    mem_limit: 1g
    image: x:1
    ^^^^^ hint service-key-order/misplaced
  b:
    cpus: 1
    <<: *a
`, { options: { order: ['cpus', 'image', 'mem_limit'] } });
  });
});
