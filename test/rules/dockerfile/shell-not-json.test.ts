import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { shellNotJson } from '../../../server/src/lint/rules/dockerfile/shell-not-json';

describe('shell-not-json', () => {
  it('words', () => {
    checkRule(shellNotJson, `
FROM alpine:3.24
SHELL /bin/bash -c
      ^^^^^^^^^^^^ error shell-not-json/words
`);
  });

  it('arrays', () => {
    checkClean(shellNotJson, `
FROM alpine:3.24
SHELL ["/bin/bash", "-c"]
SHELL ['/bin/bash']
`);
  });

  it('is fixed', () => {
    checkFix(shellNotJson, `
FROM alpine:3.24
SHELL "/bin/bash" -o pipefail -c
`, `
FROM alpine:3.24
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
`);
  });
});
