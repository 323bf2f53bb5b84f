import assert from 'node:assert/strict';
import { composeSyntax } from '../../../server/src/lint/rules/compose/compose-syntax';
import { checkClean, checkFix, checkRule, findingsOf } from '../../helpers/rules';

describe('compose-syntax', () => {
  it('reports what Compose refuses', () => {
    checkRule(
      composeSyntax,
      `
services:
  a:
    image: *nowhere
           ^^^^^^^^ error compose-syntax/syntax
    command: echo $ \${
                    ^ error compose-syntax/syntax
  b:
    image: x:1
    extends: c
             ^ error compose-syntax/syntax
  d: text
  ^ error compose-syntax/syntax
`,
    );
  });

  it('reports a key that is being typed', () => {
    checkRule(
      composeSyntax,
      `
services:
  web:
    image: a:1
    por
    ^^^ error compose-syntax/syntax
`,
    );
  });

  it('takes a list of maps for a file of another program', () => {
    checkClean(composeSyntax, '---\n- name: Install Compose\n  package: { name: docker-compose }\n');
    checkRule(composeSyntax, `
- web
^^^^^ error compose-syntax/syntax
`);
  });

  it('takes the tags and variables of Compose', () => {
    checkClean(
      composeSyntax,
      `
services:
  web:
    image: "a:\${TAG:-1}$$"
    ports: !reset []
    environment: !override { A: b }
  gone: !reset
  gone2: !reset null
  x-note: text
`,
    );
  });

  it('says once that services stand at the top level', () => {
    checkRule(composeSyntax, `
# old
web:
^^^ error compose-syntax/syntax
  build: .
  net: host

# the database
db:
  image: postgres
  command: |
    a

    b
x-note: {}
`);
    checkFix(composeSyntax, '# old\nweb:\n  build: .\n  net: host\n\n# the database\ndb:\n  image: postgres\n  command: |\n    a\n\n    b\n', '# old\nservices:\n  web:\n    build: .\n    network_mode: host\n\n  # the database\n  db:\n    image: postgres\n    command: |\n      a\n\n      b\n', 'unsafe');
    for (const text of ['{ web: { image: a } }\n', 'web: { image: a, log_driver: none }\n', 'web: { image: a, net: "container:db" }\n', 'x-a: &a {}\nweb: { image: a }\n']) {
      const [finding, more] = findingsOf(composeSyntax, text);
      assert.deepEqual([finding!.severity, finding!.fixes, more], ['error', [], undefined], text);
    }
  });

  it('takes nothing else for services at the top level', () => {
    const others = [
      'x-a: { image: a }\n', 'networks:\n  a: {}\n', 'volumes:\n  image: {}\n', 'include: [a.yaml]\n', 'name: a\n', 'version: "3"\nweb: { image: a }\n', 'name: a\nweb: { image: a }\n',
      'test: { image: a, script: [make] }\n', 'web: { image: { repository: a } }\n', 'web: { image: a }\ndefaults: { tag: 1 }\n', 'web: a\n', 'on: push\njobs: { a: { image: b } }\n', 'services:\n', '{}\n', '',
    ];
    for (const text of others) checkClean(composeSyntax, text);
  });

  it('is silent in templates', () => {
    for (const text of [
      'services:\n  web:\n    image: a:1\n    ports:\n      - {{ port }}:80\n',
      'services:\n  web:\n    image: a:1\n{% if db %}\n  db:\n    image: b:1\n{% endif %}\n',
      '{{#db}}\nservices:\n  db:\n    image: b:1\n{{/db}}\n',
      '<% if db %>\nservices:\n  db:\n    image: b:1\n<% end %>\n',
      'services:\n  web: { image: "{{ image }}", command: "${}" }\n',
      'services:\n  web:\n    image: app:${{{ version }}:-1}\n',
    ]) checkClean(composeSyntax, text);
  });

  it('takes what is for Docker or for a program in the container for no template', () => {
    const error = '    command: "${}"\n              ^ error compose-syntax/syntax\n';
    for (const text of [
      'services:\n  a:\n    image: a:1\n    logging: { options: { tag: "{{.Name}}" } }\n',
      'services:\n  a:\n    image: a:1\n    entrypoint: docker ps --format {{.Names}}\n',
      'services:\n  a:\n    environment:\n      T: |\n        {{ range . }}\n        {% x %}\n',
      'services:\n  a:\n    image: a:1 # {{ x }}\n',
    ]) checkRule(composeSyntax, text + error);
  });
});
