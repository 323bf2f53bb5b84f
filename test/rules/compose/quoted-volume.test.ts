import { quotedVolume } from '../../../server/src/lint/rules/compose/quoted-volume';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('quoted-volume', () => {
  it('marks quotes that are not needed, in both forms', () => {
    checkRule(quotedVolume, `
services:
  a:
    image: x:1
    volumes:
      - "data:/data"
        ^^^^^^^^^^^^ hint quoted-volume/quoted
      - type: volume
        source: 'db-data'
                ^^^^^^^^^ hint quoted-volume/quoted
        target: /data
      - ./x:/x
`);
  });

  it('keeps those that YAML needs', () => {
    checkClean(quotedVolume, "services:\n  a:\n    image: x:1\n    volumes:\n      - 'a b:/c'\n      - '\${A}:/b'\n      - '{a}'\n      - 'a:'\n      - {type: bind, source: 'true', target: '12'}\n      - '.5'\n      - '~/x:/x'\n");
  });

  it('leaves them out', () => {
    checkFix(quotedVolume, `
services:
  a:
    image: x:1
    volumes: ["./a:/a:ro", '/b'] # two
`, `
services:
  a:
    image: x:1
    volumes: [./a:/a:ro, /b] # two
`);
  });
});
