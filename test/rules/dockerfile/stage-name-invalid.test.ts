import { checkClean, checkRule } from '../../helpers/rules';
import { stageNameInvalid } from '../../../server/src/lint/rules/dockerfile/stage-name-invalid';

describe('stage-name-invalid', () => {
  it('digits first, symbols, variables', () => {
    checkRule(stageNameInvalid, `
FROM alpine AS 1st
               ^^^ error stage-name-invalid/invalid
FROM alpine AS a/b
               ^^^ error stage-name-invalid/invalid
FROM alpine AS $NAME
               ^^^^^ error stage-name-invalid/variable
FROM alpine AS -x
               ^^ error stage-name-invalid/invalid
`);
  });

  it('letters, digits and - _ .', () => {
    checkClean(stageNameInvalid, `
FROM alpine AS Build-1_x.y
`);
  });
});
