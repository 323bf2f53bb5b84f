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

  it('lets services share a name that never run together', () => {
    checkRule(
      duplicateContainerName,
      `
services:
  a: { image: a:1, container_name: app, profiles: [full] }
  b: { image: a:1, container_name: app, profiles: [small] }
  c: { image: a:1, container_name: app, profiles: [small, other] }
                                   ^^^ error duplicate-container-name/duplicate
`,
    );
  });
});
