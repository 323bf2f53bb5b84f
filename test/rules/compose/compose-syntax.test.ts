import { composeSyntax } from '../../../server/src/lint/rules/compose/compose-syntax';
import { checkClean, checkRule } from '../../helpers/rules';

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
});
