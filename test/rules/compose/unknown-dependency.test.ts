import { unknownDependency } from '../../../server/src/lint/rules/compose/unknown-dependency';
import { checkClean, checkRule } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('unknown-dependency', () => {
  it('reports services that are not there', () => {
    checkRule(
      unknownDependency,
      `
services:
  a: { image: a:1, depends_on: [b, c] }
                                   ^ error unknown-dependency/unknown
  b: { image: a:1, depends_on: { d: { condition: service_started } } }
                                 ^ error unknown-dependency/unknown
`,
    );
  });

  it('reports a circle once', () => {
    checkRule(
      unknownDependency,
      `
services:
  a: { image: a:1, depends_on: [b] }
                                ^ error unknown-dependency/circle
  b: { image: a:1, depends_on: [c] }
  c: { image: a:1, depends_on: [a] }
  d: { image: a:1, depends_on: [a, d] }
                                   ^ error unknown-dependency/circle
`,
    );
  });

  it('leaves what is not required alone', () => {
    checkClean(unknownDependency, 'services:\n  a: { image: a:1, depends_on: { b: { condition: service_started, required: false } } }\n');
  });

  it('leaves circles through profiles alone', () => {
    checkClean(unknownDependency, 'services:\n  a: { image: a:1, depends_on: [b] }\n  b: { image: a:1, profiles: [x], depends_on: [a] }\n');
  });

  it('is silent where another file may have the service', () => {
    checkClean(
      unknownDependency,
      `
services:
  a: { image: a:1, depends_on: [b] }
`, { workspace: workspaceOf({ 'base.yaml': 'services:\n  b: { image: x:1 }\n' }) },
    );
  });

  it('is silent where a file of a directory above has the service', () => {
    const workspace = workspaceOf({ 'compose.yaml': 'services:\n  b: { image: x:1 }\n' });
    checkClean(unknownDependency, 'services:\n  a: { image: a:1, depends_on: [b] }\n', { uri: 'file:///project/db/compose.yaml', workspace });
  });

  it('is silent where the file includes others', () => {
    checkClean(
      unknownDependency,
      `
include: [other.yaml]
services:
  a: { image: a:1, depends_on: [b] }
`,
    );
  });
});
