import { weakChecksum } from '../../../server/src/lint/rules/dockerfile/weak-checksum';
import { checkRule } from '../../helpers/rules';

describe('weak-checksum', () => {
  it('marks the command that compares', () => {
    checkRule(weakChecksum, `
FROM alpine:3.24
RUN echo "$MD5  x" | md5sum -c - && sha1sum --check --status x.sha1
                     ^^^^^^ info weak-checksum/weak
                                    ^^^^^^^ info weak-checksum/weak
RUN shasum -c x.sum && shasum -a 1 -c x.sum && shasum -a 256 -c x.sum && shasum -a512 -c x.sum
    ^^^^^^ info weak-checksum/weak
                       ^^^^^^ info weak-checksum/weak
RUN echo "$SHA  x" | sha256sum -c - && md5sum x && gpg --verify x.asc x
`);
  });
});
