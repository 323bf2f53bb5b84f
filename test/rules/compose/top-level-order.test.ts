import { topLevelOrder } from '../../../server/src/lint/rules/compose/top-level-order';
import { checkClean, checkRule } from '../../helpers/rules';

describe('top-level-order', () => {
  it('marks the first part that stands too late', () => {
    checkRule(topLevelOrder, `
services:
  a: {image: x:1}
x-b: 1
^^^ hint top-level-order/misplaced
version: '3'
`);
    checkRule(topLevelOrder, `
x-b: 1
x-a: 1
^^^ hint top-level-order/misplaced
services:
  a: {image: x:1}
`);
  });

  it('leaves the usual order alone', () => {
    checkClean(topLevelOrder, "x-a: 1\nx-b: 1\nversion: '3'\nname: p\nservices:\n  a: {image: x:1}\nnetworks:\n  n:\nvolumes:\n  v:\n");
  });
});
