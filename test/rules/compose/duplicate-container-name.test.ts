import { duplicateContainerName } from '../../../server/src/lint/rules/compose/duplicate-container-name';
import { checkRule } from '../../helpers/rules';

describe('duplicate-container-name', () => {
  it('reports the second use', () => {
    checkRule(
      duplicateContainerName,
      `
services:
  a: { image: a:1, container_name: app }
  b: { image: a:1, container_name: app }
                                   ^^^ error duplicate-container-name/duplicate
  c: { image: a:1, container_name: "\${NAME}" }
  d: { image: a:1, container_name: "\${NAME}" }
`,
    );
  });
});
