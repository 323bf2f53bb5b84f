import { unsortedPorts } from '../../../server/src/lint/rules/compose/unsorted-ports';
import { checkClean, checkRule } from '../../helpers/rules';

describe('unsorted-ports', () => {
  it('marks the first port that stands too late', () => {
    checkRule(unsortedPorts, `
services:
  a:
    image: x:1
    ports:
      - "1001:443"
      - 80:80
        ^^^^^ hint unsorted-ports/unsorted
      - "79"
  b:
    image: x:1
    ports:
      - "127.0.0.1:9000-9001:80-81"
      - {target: 1, published: 8082}
        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint unsorted-ports/unsorted
`);
  });

  it('orders by number, and passes over what is not known', () => {
    checkClean(unsortedPorts, 'services:\n  a:\n    image: x:1\n    ports: ["99:1", "$P:80", "100:80", "3000-3005", 0.0.0.0:8002:2]\n');
  });
});
