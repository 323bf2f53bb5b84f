import { checkClean, checkRule } from '../../helpers/rules';
import { emptyVolume } from '../../../server/src/lint/rules/dockerfile/empty-volume';

describe('empty-volume', () => {
  it('in both forms', () => {
    checkRule(emptyVolume, `
FROM alpine:3.24
VOLUME ["", "/a"]
         | error empty-volume/empty
VOLUME ""
       ^^ error empty-volume/empty
`);
  });

  it('paths, and variables without a known value', () => {
    checkClean(emptyVolume, `
FROM alpine:3.24
VOLUME /a
VOLUME ["/b"]
VOLUME $X

`);
  });
});
