import { daemonSyntax } from '../../../server/src/lint/rules/daemon/daemon-syntax';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('daemon-syntax', () => {
  it('reports what strict JSON does not have', () => {
    checkRule(daemonSyntax, `
{
  "debug": true, // for now
                 ^^^^^^^^^^ error daemon-syntax/comment
  "dns": ["1.1.1.1",],
                   ^ error daemon-syntax/trailingComma
  "mtu": 1500
  "icc": false,
  ^^^^^ error daemon-syntax/missingComma
              ^ error daemon-syntax/trailingComma
}
`);
  });
  it('reports the first of errors that follow from one another', () => {
    checkRule(daemonSyntax, `
{
  "debug": True,
           ^^^^ error daemon-syntax/other
  bip: x
}
`);
  });
  it('reports what is no object', () => {
    checkRule(daemonSyntax, `
"docker"
^^^^^^^^ error daemon-syntax/notAnObject
`);
  });
  it('accepts what dockerd does', () => {
    for (const text of [
      '',
      '  \n',
      'null',
      '﻿{}',
      '{"a": [1, {"b": null}]}',
    ]) checkClean(daemonSyntax, text);
  });
  it('takes trailing commas out and adds missing ones', () => {
    checkFix(daemonSyntax, `
{
  "debug": true,
  "dns": ["1.1.1.1",]
  "mtu": 1500,
}
`, `
{
  "debug": true,
  "dns": ["1.1.1.1"],
  "mtu": 1500
}
`, 'safe');
  });
  it('takes comments out only when asked to', () => {
    checkFix(daemonSyntax, `
{
  "debug": true // now
}
`, `
{
  "debug": true 
}
`, 'unsafe');
  });
  it('leaves comments alone otherwise', () => {
    checkFix(daemonSyntax, `
{
  "debug": true // now
}
`, `
{
  "debug": true // now
}
`, 'safe');
  });
});
