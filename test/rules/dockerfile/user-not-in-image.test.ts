import { userNotInImage } from '../../../server/src/lint/rules/dockerfile/user-not-in-image';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('user-not-in-image', () => {
  it('marks names in USER and --chown', () => {
    checkRule(userNotInImage, `
FROM golang:1.27 AS build
RUN useradd -u 1234 web
FROM scratch AS base
COPY --from=build --chown=app /app /app
                          ^^^ error user-not-in-image/first
ADD --chown=1000:staff x /x
            ^^^^^^^^^^ warning user-not-in-image/later
USER nobody:1000
     ^^^^^^^^^^^ error user-not-in-image/user
FROM base
USER app
     ^^^ error user-not-in-image/user
`);
  });

  it('tells from the first that writes, which fails, what newer engines give to root', () => {
    checkRule(userNotInImage, 'FROM scratch\nENV A=1\nCOPY --chown=app a /a\n             ^^^ error user-not-in-image/first\n');
    checkRule(userNotInImage, 'FROM scratch\nWORKDIR /x\nCOPY --chown=app a /a\n             ^^^ warning user-not-in-image/later\n');
    checkRule(userNotInImage, 'FROM scratch AS one\nADD a /b\nFROM one\nCOPY --chown=app a /a\n             ^^^ warning user-not-in-image/later\n');
  });

  it('accepts numbers, root, and names once a passwd may be there', () => {
    for (const lines of ['USER 65532', 'USER root', 'COPY --chown=0:0 a /b', 'COPY --from=build /etc/passwd /etc/passwd\nUSER app', 'COPY passwd /etc/\nUSER app', 'ADD rootfs.tar /\nUSER app', 'COPY --from=build /out .\nUSER app', 'COPY <<EOF /etc/passwd\napp:x:1:1::/:\nEOF\nUSER app', 'ARG U\nUSER $U']) {
      checkClean(userNotInImage, `FROM golang:1.27 AS build\nFROM scratch\n${lines}\n`);
    }
    checkClean(userNotInImage, 'FROM scratch AS base\nCOPY --from=alpine:3.24 /etc/passwd /etc/passwd\nFROM base\nUSER app\n');
    checkClean(userNotInImage, 'FROM alpine:3.24\nUSER app\n');
    checkClean(userNotInImage, 'ARG BASE=scratch\nFROM $BASE\nCOPY --chown=app:app a /b\nUSER app\n');
  });

  it('writes numbers, those of the file where it has them', () => {
    checkFix(
      userNotInImage,
      'FROM golang:1.27 AS build\nRUN useradd -u 1234 web\nFROM scratch\nCOPY --chown=web:1000 a /b\nUSER nobody:web\nUSER app\n',
      'FROM golang:1.27 AS build\nRUN useradd -u 1234 web\nFROM scratch\nCOPY --chown=1234:1000 a /b\nUSER 65534:1234\nUSER 65532\n',
      'unsafe',
    );
  });
});
