import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { instructionCasing } from '../../../server/src/lint/rules/dockerfile/instruction-casing';

describe('instruction-casing', () => {
  it('the majority decides', () => {
    checkRule(instructionCasing, `
FROM alpine:3.24
run true
^^^ info instruction-casing/other
Copy a b
^^^^ info instruction-casing/other
ONBUILD run true
        ^^^ info instruction-casing/other
`);
  });

  it('a lower case file', () => {
    checkRule(instructionCasing, `
from alpine:3.24
run true
CMD ["true"]
^^^ info instruction-casing/other
`);
  });

  it('upper case always', () => {
    checkRule(instructionCasing, `
from alpine:3.24
^^^^ info instruction-casing/upper
run true
^^^ info instruction-casing/upper
`, { options: { style: 'upper' } });
  });

  it('consistent files', () => {
    checkClean(instructionCasing, `
from alpine:3.24
run true
`);
    checkClean(instructionCasing, `
FROM alpine:3.24
RUN true
FOO bar
`);
  });

  it('is fixed', () => {
    checkFix(instructionCasing, `
FROM alpine:3.24
run true
user 1
COPY a b
CMD ["true"]
`, `
FROM alpine:3.24
RUN true
USER 1
COPY a b
CMD ["true"]
`);
  });
});
