import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { labelKey } from '../../../server/src/lint/rules/dockerfile/label-key';

describe('label-key', () => {
  it('each fault', () => {
    checkRule(labelKey, `
FROM alpine:3.24
LABEL com.docker.label=a io.docker.x=b
      ^^^^^^^^^^^^^^^^ info label-key/reserved
                         ^^^^^^^^^^^ info label-key/reserved
LABEL Image.Title=a bad/key=b "bad key"=c
      ^^^^^^^^^^^ info label-key/upper
                    ^^^^^^^ info label-key/characters
                              ^^^^^^^^^ info label-key/characters
LABEL .x=a 1x=b x-=c a..b=d a--b=e
      ^^ info label-key/ends
           ^^ info label-key/ends
                ^^ info label-key/ends
                     ^^^^ info label-key/separators
                            ^^^^ info label-key/separators
LABEL $PREFIX.name=x
      ^^^^^^^^^^^^ info label-key/variable
LABEL 1old value
      ^^^^ info label-key/ends
`);
  });

  it('good keys', () => {
    checkClean(labelKey, `
FROM alpine:3.24
LABEL org.opencontainers.image.title=a maintainer=b a_b-c.d1=c com.docker.image.source.entrypoint=x
LABEL old value
`);
  });

  it('lower case', () => {
    checkFix(labelKey, `
FROM alpine:3.24
LABEL Image.Title=a "Image.Name"=b
`, `
FROM alpine:3.24
LABEL image.title=a "image.name"=b
`, 'unsafe');
  });
});
