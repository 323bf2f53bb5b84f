import { unquotedPort } from '../../../server/src/lint/rules/compose/unquoted-port';
import { checkFix, checkRule } from '../../helpers/rules';

describe('unquoted-port', () => {
  it('reports plain ports', () => {
    checkRule(
      unquotedPort,
      `
services:
  a:
    image: a:1
    ports: [22:22, "80:80", { target: 1 }]
            ^^^^^ hint unquoted-port/unquoted
    expose: [80, '81']
             ^^ hint unquoted-port/unquoted
`,
    );
  });

  it('quotes them', () => {
    checkFix(
      unquotedPort,
      `
services:
  a:
    image: a:1
    ports:
      - 22:22 # ssh
`,
      `
services:
  a:
    image: a:1
    ports:
      - "22:22" # ssh
`, 'safe',
    );
  });
});
