import { checkClean, checkRule } from '../../helpers/rules';
import { relativeCopyWithoutWorkdir } from '../../../server/src/lint/rules/dockerfile/relative-copy-without-workdir';

describe('relative-copy-without-workdir', () => {
  it('no WORKDIR before it', () => {
    checkRule(relativeCopyWithoutWorkdir, `
FROM alpine:3.24 AS a
COPY x y
       ^ warning relative-copy-without-workdir/relative
WORKDIR /app
COPY x y
FROM alpine:3.24
ADD x .
      ^ warning relative-copy-without-workdir/relative
ONBUILD COPY x y
               ^ warning relative-copy-without-workdir/relative
`);
  });

  it('WORKDIR in the chain, absolute and unknown destinations', () => {
    checkClean(relativeCopyWithoutWorkdir, `
FROM alpine:3.24 AS a
WORKDIR /app
FROM a
COPY x y
FROM alpine:3.24
COPY x /y
COPY x C:\\y
COPY x $DIR
ONBUILD WORKDIR /app
ONBUILD COPY x y
`);
  });
});
