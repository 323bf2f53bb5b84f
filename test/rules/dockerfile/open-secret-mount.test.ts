import { openSecretMount } from '../../../server/src/lint/rules/dockerfile/open-secret-mount';
import { checkFix, checkRule } from '../../helpers/rules';

describe('open-secret-mount', () => {
  it('marks the mode', () => {
    checkRule(openSecretMount, `
FROM alpine:3.24
RUN --mount=type=secret,id=a,mode=0444 --mount=mode=666,type=ssh make
                                  ^^^^ warning open-secret-mount/open
                                                    ^^^ warning open-secret-mount/open
RUN --mount=type=secret,id=a,mode=0400 --mount=type=secret,id=b,mode=0440 make
RUN --mount=type=cache,target=/c,mode=0777 --mount=type=secret,id=c make
RUN --mount=type=secret,id=a,mode=$MODE make
`);
  });

  it('takes the permission of others away', () => {
    checkFix(openSecretMount, 'FROM alpine:3.24\nRUN --mount=type=secret,id=a,mode=0444 --mount=type=ssh,mode=666 make\n', 'FROM alpine:3.24\nRUN --mount=type=secret,id=a,mode=0440 --mount=type=ssh,mode=660 make\n');
  });
});
