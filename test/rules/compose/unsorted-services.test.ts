import { unsortedServices } from '../../../server/src/lint/rules/compose/unsorted-services';
import { checkClean, checkRule } from '../../helpers/rules';

describe('unsorted-services', () => {
  it('marks the first name that stands too late', () => {
    checkRule(unsortedServices, `
services:
  a: {image: x:1}
  c: {image: x:1}
  b: {image: x:1}
  ^ hint unsorted-services/unsorted
  aa: {image: x:1}
`);
  });

  it('leaves sorted ones alone', () => {
    checkClean(unsortedServices, 'services:\n  app: {image: x:1}\n  b-service: {image: x:1}\n  cache: {image: x:1}\n');
  });
});
