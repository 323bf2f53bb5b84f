import { invalidContainerName } from '../../../server/src/lint/rules/compose/invalid-container-name';
import { checkRule } from '../../helpers/rules';

describe('invalid-container-name', () => {
  it('reports names that Docker refuses', () => {
    checkRule(
      invalidContainerName,
      `
services:
  a: { image: a:1, container_name: my app }
                                   ^^^^^^ error invalid-container-name/invalid
  b: { image: a:1, container_name: a }
                                   ^ error invalid-container-name/invalid
  c: { image: a:1, container_name: "-x" }
                                   ^^^^ error invalid-container-name/invalid
  d: { image: a:1, container_name: my_app-1.0 }
  e: { image: a:1, container_name: "\${NAME}-x" }
`,
    );
  });
});
