import assert from 'node:assert/strict';
import { rootServiceUser } from '../../../server/src/lint/rules/compose/root-service-user';
import { checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('root-service-user', () => {
  it('reports root by name and number', () => {
    checkRule(
      rootServiceUser,
      `
services:
  a: { image: a:1, user: root }
                         ^^^^ warning root-service-user/root
  b: { image: a:1, user: "0:1000" }
                         ^^^^^^^^ warning root-service-user/root
  c: { image: a:1, user: "\${UID:-0}" }
                         ^^^^^^^^^^^ warning root-service-user/root
  d: { image: a:1, user: 1000:1000 }
  e: { image: a:1, user: "\${UID}" }
  f: { image: a:1 }
`,
    );
  });

  it('says what user of the image it undoes', () => {
    checkRule(
      rootServiceUser,
      `
services:
  a: { build: app, user: root }
                         ^^^^ warning root-service-user/undone
  b: { build: root, user: root }
                          ^^^^ warning root-service-user/root
  c: { build: { context: app, target: base }, user: root }
                                                    ^^^^ warning root-service-user/root
`, { workspace: workspaceOf({ 'app/Dockerfile': 'FROM x AS base\nFROM base\nUSER 10001\n', 'root/Dockerfile': 'FROM x\nUSER root\n' }) },
    );
  });

  it('says less where the image starts as root anyway', () => {
    checkRule(
      rootServiceUser,
      `
services:
  a: { image: "busybox:1.37", user: "0:0" }
                                    ^^^^^ info root-service-user/same
  b: { image: "postgres:18", user: root }
                                   ^^^^ info root-service-user/same
  c: { image: "grafana/grafana:12.4.0", user: root }
                                              ^^^^ warning root-service-user/root
  d: { image: "busybox:1.37", build: ., user: root }
                                              ^^^^ warning root-service-user/root
`,
    );
  });

  it('shows where the image sets its user', () => {
    const workspace = workspaceOf({ 'app/Dockerfile': 'FROM x\nUSER app\n' });
    const [finding] = findingsOf(rootServiceUser, 'services:\n  a: { build: app, user: root }\n', { workspace });
    assert.deepEqual(finding!.related.map((r) => [r.uri, r.range.start.line]), [['file:///project/app/Dockerfile', 1]]);
    assert.match(finding!.message, /runs as app; this line makes it root again/);
  });

  it('removes the line', () => {
    checkFix(
      rootServiceUser,
      `
services:
  a:
    user: root
    image: a:1
`,
      `
services:
  a:
    image: a:1
`, 'unsafe',
    );
  });
});
