import { compare, valid } from '@renovatebot/pep440';
import type { VersionComparator } from './comparator';

/** Order of Python versions (PEP 440): epochs, pre-, post- and development releases, local versions. */
export const comparePep440: VersionComparator = (left, right) => {
  if (valid(left) === null || valid(right) === null) return undefined;
  return compare(left, right);
};
