import { sharedMountPropagation } from '../../../server/src/lint/rules/compose/shared-mount-propagation';
import { checkFix, checkRule } from '../../helpers/rules';

describe('shared-mount-propagation', () => {
  it('tells sharing from following', () => {
    checkRule(
      sharedMountPropagation,
      `
services:
  a:
    image: a:1
    volumes:
      - ./a:/a:rshared
               ^^^^^^^ warning shared-mount-propagation/shared
      - ./b:/b:rslave
               ^^^^^^ info shared-mount-propagation/slave
      - type: bind
        source: ./c
        target: /c
        bind: { propagation: shared }
                             ^^^^^^ warning shared-mount-propagation/shared
      - ./d:/d:rprivate
      - ./e:/e
      - /:/host:ro,rslave
      - { type: bind, source: /, target: /host2, read_only: true, bind: { propagation: rslave } }
`,
    );
  });

  it('makes them private', () => {
    checkFix(
      sharedMountPropagation,
      `
services:
  a:
    image: a:1
    volumes:
      - ./a:/a:ro,shared
      - { type: bind, source: ./c, target: /c, bind: { propagation: slave } }
`,
      `
services:
  a:
    image: a:1
    volumes:
      - ./a:/a:ro,rprivate
      - { type: bind, source: ./c, target: /c, bind: { propagation: rprivate } }
`, 'unsafe',
    );
  });
});
