import assert from 'node:assert/strict';
import { undefinedResource } from '../../../server/src/lint/rules/compose/undefined-resource';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';
import { workspaceOf } from '../../helpers/workspace';

describe('undefined-resource', () => {
  it('reports volumes, networks, secrets and configs that are not defined', () => {
    checkRule(
      undefinedResource,
      `
services:
  a:
    image: a:1
    volumes: ["data:/a", "dta:/b", ./x:/c, /d, { type: volume, source: v, target: /e }, "$V:/f"]
                          ^^^ error undefined-resource/undefined
                                                                       ^ error undefined-resource/undefined
    networks: [default, front, back]
                               ^^^^ error undefined-resource/undefined
    secrets: [s, { source: t }]
              ^ error undefined-resource/undefined
                           ^ error undefined-resource/undefined
    configs: [c]
              ^ error undefined-resource/undefined
  b:
    image: a:1
    networks: { side: { aliases: [x] } }
                ^^^^ error undefined-resource/undefined
volumes:
  data:
networks:
  front: {}
`,
    );
  });

  it('knows a file that lacks its ./', () => {
    const [finding] = findingsOf(undefinedResource, 'services:\n  a: { image: a:1, volumes: ["app.env:/app/.env"] }\n');
    assert.match(finding!.message, /For a file write \.\/app\.env\.$/);
    assert.deepEqual(finding!.fixes, []);
  });

  it('takes what starts with a dot for a path, as Compose does', () => {
    checkClean(undefinedResource, 'services:\n  a: { image: a:1, volumes: [".env:/app/.env", ".data:/data"] }\n');
  });

  it('is silent where a file of a directory above or beside defines them', () => {
    const text = 'services:\n  a: { image: a:1, networks: [back] }\n';
    const workspace = workspaceOf({ 'compose.yaml': 'networks:\n  back:\n', 'app/compose.yaml': 'networks:\n  near:\n', 'other/app/compose.yaml': 'networks:\n  side:\n' });
    checkClean(undefinedResource, text, { uri: 'file:///project/db/compose.yaml', workspace });
    checkClean(undefinedResource, text.replace('back', 'near'), { uri: 'file:///project/db/compose.yaml', workspace });
    assert.equal(findingsOf(undefinedResource, text.replace('back', 'side'), { uri: 'file:///project/db/compose.yaml', workspace }).length, 1);
  });

  it('is silent in override files', () => {
    checkClean(undefinedResource, 'services:\n  a: { image: a:1, networks: [back] }\n', { uri: 'file:///project/compose.override.yaml' });
  });

  it('is silent where another file may define them', () => {
    checkClean(
      undefinedResource,
      `
include: [other.yaml]
services:
  a: { image: a:1, networks: [back] }
`,
    );
  });

  it('is silent where a file beside defines them, and for parts of services', () => {
    checkClean(
      undefinedResource,
      `
services:
  a: { image: a:1, networks: [back] }
  b: { networks: [nowhere] }
`, { workspace: workspaceOf({ 'base.yaml': 'networks:\n  back:\n' }) },
    );
  });

  it('defines volumes and networks', () => {
    checkFix(
      undefinedResource,
      `
services:
  a:
    image: a:1
    volumes: ["data:/a", "logs:/b"]
    networks: [back]
volumes:
  logs:
`,
      `
services:
  a:
    image: a:1
    volumes: ["data:/a", "logs:/b"]
    networks: [back]
volumes:
  logs:
  data: {}
networks:
  back: {}
`, 'unsafe',
    );
  });

  it('says once what several services use, at the first use', () => {
    const text = `
services:
  a:
    image: a:1
    networks: [back]
               ^^^^ error undefined-resource/undefined
    volumes: [back:/a]
              ^^^^ error undefined-resource/undefined
  b:
    image: a:1
    networks: [default, back]
  c:
    image: a:1
    networks: [back, side]
                     ^^^^ error undefined-resource/undefined
`;
    checkRule(undefinedResource, text);
    checkRule(undefinedResource, `
services:
  a:
    image: a:1
    # plimsoll ignore=undefined-resource
    networks: [back]
  b:
    image: a:1
    networks: [back]
               ^^^^ error undefined-resource/undefined
`);
    const [finding] = findingsOf(undefinedResource, text.replace(/^ +\^.*\n/gm, ''));
    assert.match(finding!.message, /^"a" and 2 other services use the network back, /);
    assert.deepEqual(finding!.related.map(({ message, range }) => [message, range.start.line]), [['"b" uses it too.', 8], ['"c" uses it too.', 11]]);
  });

  it('tells services that share a list from places', () => {
    const [finding, second] = findingsOf(undefinedResource, 'services:\n  a: &a { image: a:1, networks: [back] }\n  b: { <<: *a }\n');
    assert.match(finding!.message, /^"a" and "b" use the network back, /);
    assert.deepEqual([finding!.related, second], [[], undefined]);
  });

  it('is silent in templates', () => {
    checkClean(undefinedResource, 'services:\n  a:\n    image: "{{ image }}"\n    volumes: ["{{ data }}/a:/a", "b:/b"]\n');
  });
});
