import { unsortedPackages } from '../../../server/src/lint/rules/dockerfile/unsorted-packages';
import { checkFix, checkRule } from '../../helpers/rules';

describe('unsorted-packages', () => {
  it('marks the first package out of order', () => {
    checkRule(unsortedPackages, `
FROM debian:13
RUN apt-get install -y zoo foo bar
                           ^^^ hint unsorted-packages/order
RUN apt-get install -y curl git wget && npm install anything $FOO boo Zoo
RUN ["apt-get", "install", "wget", "curl"]
`);
  });

  it('sorts, and leaves variables in place', () => {
    checkFix(unsortedPackages, `
FROM debian:13
RUN apt-get install -y \\
    zoo=1.0 \\
    $FOO \\
    foo \\
    bar
`, `
FROM debian:13
RUN apt-get install -y \\
    bar \\
    $FOO \\
    foo \\
    zoo=1.0
`);
    checkFix(unsortedPackages, 'FROM a\nRUN pip install b a\n', 'FROM a\nRUN pip install b a\n');
    checkFix(unsortedPackages, 'FROM a\nRUN pip install b a\n', 'FROM a\nRUN pip install a b\n', 'unsafe');
  });
});
