import { unsortedDependencies } from '../../../server/src/lint/rules/compose/unsorted-dependencies';
import { checkClean, checkRule } from '../../helpers/rules';

describe('unsorted-dependencies', () => {
  it('marks names in both forms', () => {
    checkRule(unsortedDependencies, `
services:
  a:
    image: x:1
    depends_on:
      - c
      - b
        ^ hint unsorted-dependencies/unsorted
  b:
    image: x:1
    depends_on:
      d: {condition: service_started}
      c: {condition: service_started}
      ^ hint unsorted-dependencies/unsorted
`);
  });

  it('leaves sorted ones alone', () => {
    checkClean(unsortedDependencies, 'services:\n  a:\n    image: x:1\n    depends_on: [b, c]\n  d:\n    image: x:1\n    depends_on: [c]\n');
  });
});
