import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { multipleEntrypoint } from '../../../server/src/lint/rules/dockerfile/multiple-entrypoint';

describe('multiple-entrypoint', () => {
  it('all but the last of a stage', () => {
    checkRule(multipleEntrypoint, `
FROM alpine:3.24
ENTRYPOINT ["one"]
^^^^^^^^^^ warning multiple-entrypoint/superseded
ENTRYPOINT ["two"]
`);
  });

  it('one a stage', () => {
    checkClean(multipleEntrypoint, `
FROM alpine:3.24 AS a
ENTRYPOINT ["one"]
FROM a
ENTRYPOINT ["two"]
CMD ["x"]
`);
  });

  it('keeps the last', () => {
    checkFix(multipleEntrypoint, `
FROM alpine:3.24
ENTRYPOINT ["one"]
ENTRYPOINT ["two"]
`, `
FROM alpine:3.24
ENTRYPOINT ["two"]
`);
  });
});
