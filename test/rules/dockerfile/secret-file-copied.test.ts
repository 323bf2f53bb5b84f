import { secretFileCopied } from '../../../server/src/lint/rules/dockerfile/secret-file-copied';
import { checkRule } from '../../helpers/rules';

describe('secret-file-copied', () => {
  it('marks the source', () => {
    checkRule(secretFileCopied, `
FROM alpine:3.24
COPY id_rsa config/.env /x/
     ^^^^^^ warning secret-file-copied/copied
            ^^^^^^^^^^^ warning secret-file-copied/copied
ADD server.key .aws/credentials /x/
    ^^^^^^^^^^ warning secret-file-copied/copied
               ^^^^^^^^^^^^^^^^ warning secret-file-copied/copied
`);
  });

  it('leaves public keys, examples and other stages alone', () => {
    checkRule(secretFileCopied, `
FROM alpine:3.24 AS build
COPY id_rsa /x
FROM alpine:3.24
COPY id_rsa.pub .env.example monkey.txt /x/
COPY --from=build /x/.env /y
`);
  });
});
