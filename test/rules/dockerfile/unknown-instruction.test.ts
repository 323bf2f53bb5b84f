import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { unknownInstruction } from '../../../server/src/lint/rules/dockerfile/unknown-instruction';

describe('unknown-instruction', () => {
  it('names the nearest instruction', () => {
    checkRule(unknownInstruction, `
FROM alpine:3.24
COPPY app /app
^^^^^ error unknown-instruction/misspelt
frm alpine
^^^ error unknown-instruction/misspelt
`);
  });

  it('says where a continuation is missing', () => {
    checkRule(unknownInstruction, `
FROM alpine:3.24
RUN apt-get update &&
    apt-get install -y curl
    ^^^^^^^ error unknown-instruction/continued
RUN apk add
  --no-cache curl
  ^^^^^^^^^^ error unknown-instruction/continued
`);
  });

  it('a word like none of them', () => {
    checkRule(unknownInstruction, `
FROM alpine:3.24
HELLO world
^^^^^ error unknown-instruction/unknown

echo done
^^^^ error unknown-instruction/unknown
`);
  });

  it('known words in any letter case', () => {
    checkClean(unknownInstruction, `
from alpine:3.24
Run echo hello
ONBUILD run true
`);
  });

  it('replaces the word', () => {
    checkFix(unknownInstruction, `
FROM alpine:3.24
WROKDIR /app
`, `
FROM alpine:3.24
WORKDIR /app
`, 'unsafe');
  });

  it('continues the line above', () => {
    checkFix(unknownInstruction, `
FROM alpine:3.24
RUN apk update &&   
    apk add curl
`, `
FROM alpine:3.24
RUN apk update && \\
    apk add curl
`, 'unsafe');
  });
});
