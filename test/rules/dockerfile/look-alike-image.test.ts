import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { lookAlikeImage } from '../../../server/src/lint/rules/dockerfile/look-alike-image';

describe('look-alike-image', () => {
  it('marks the name', () => {
    checkRule(lookAlikeImage, `
FROM ngnix:1.30
     ^^^^^ warning look-alike-image/lookAlike
FROM pyhton:3.14
     ^^^^^^ warning look-alike-image/lookAlike
`);
  });

  it('leaves real names, namespaces and registries alone', () => {
    checkRule(lookAlikeImage, `
FROM nginx:1.30
FROM nats:2
FROM team/ngnix:1
FROM example.org/ngnix:1
FROM myimage:1
`);
  });

  it('offers the official name', () => {
    checkFix(lookAlikeImage, `
FROM ngnix:1.30
`, `
FROM nginx:1.30
`, 'unsafe');
  });

  it('is silent where the first letter differs', () => {
    checkClean(lookAlikeImage, 'FROM balpine:1\nFROM mnginx:1\n');
  });
});
