import { newPrivilegesAllowed } from '../../../server/src/lint/rules/compose/new-privileges-allowed';
import { checkFix, checkRule } from '../../helpers/rules';

describe('new-privileges-allowed', () => {
  it('reports what is missing at the name, and what is off at the value', () => {
    checkRule(
      newPrivilegesAllowed,
      `
services:
  web:
  ^^^ info new-privileges-allowed/missing
    image: a:1
  off:
    image: a:1
    security_opt: ["no-new-privileges:false"]
                   ^^^^^^^^^^^^^^^^^^^^^^^^^ info new-privileges-allowed/off
  on:
    image: a:1
    security_opt: [no-new-privileges]
  also-on:
    image: a:1
    security_opt: ["no-new-privileges=true"]
`,
    );
  });

  it('adds the option to the list that is there, or a new one', () => {
    checkFix(
      newPrivilegesAllowed,
      `
services:
  a:
    image: a:1
  b:
    image: a:1
    security_opt:
      - label:type:x # type
  c:
    image: a:1
    security_opt: []
  d: { image: a:1, security_opt: [a=b] }
  e:
    image: a:1
    security_opt: [no-new-privileges:false]
`,
      `
services:
  a:
    image: a:1
    security_opt:
      - no-new-privileges:true
  b:
    image: a:1
    security_opt:
      - label:type:x # type
      - no-new-privileges:true
  c:
    image: a:1
    security_opt: [no-new-privileges:true]
  d: { image: a:1, security_opt: [a=b, no-new-privileges:true] }
  e:
    image: a:1
    security_opt: [no-new-privileges:true]
`, 'unsafe',
    );
  });
});
