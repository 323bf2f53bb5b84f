import { dockerGroup } from '../../../server/src/lint/rules/compose/docker-group';
import { checkFix, checkRule } from '../../helpers/rules';

describe('docker-group', () => {
  it('reports the groups docker and root', () => {
    checkRule(
      dockerGroup,
      `
services:
  a:
    image: a:1
    group_add: [docker, root, "0", audio, "\${GROUP}"]
                ^^^^^^ warning docker-group/docker
                        ^^^^ info docker-group/root
                              ^^^ info docker-group/root
`,
    );
  });

  it('removes the item', () => {
    checkFix(
      dockerGroup,
      `
services:
  a:
    image: a:1
    group_add:
      - docker
      - audio
`,
      `
services:
  a:
    image: a:1
    group_add:
      - audio
`, 'unsafe',
    );
  });
});
