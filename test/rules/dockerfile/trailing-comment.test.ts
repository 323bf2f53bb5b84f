import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { trailingComment } from '../../../server/src/lint/rules/dockerfile/trailing-comment';

describe('trailing-comment', () => {
  it('after each instruction that does not know comments', () => {
    checkRule(trailingComment, `
FROM alpine:3.24 # the base
                 ^^^^^^^^^^ error trailing-comment/part
EXPOSE 80 # web
          ^^^^^ error trailing-comment/part
USER app # not root
         ^^^^^^^^^^ warning trailing-comment/part
WORKDIR /app #  home
             ^^^^^^^ warning trailing-comment/part
ENV A=b # c
        ^^^ error trailing-comment/part
ARG X # y
      ^^^ warning trailing-comment/part
ARG V=1.2 #the version
          ^^^^^^^^^^^^ warning trailing-comment/part
EXPOSE 80 #web
          ^^^^ error trailing-comment/part
COPY a b # c
         ^^^ warning trailing-comment/part
VOLUME /data # d
             ^^^ warning trailing-comment/part
ONBUILD EXPOSE 80 # web
                  ^^^^^ error trailing-comment/part
ENV LONG=x \\
    MORE=y # z
           ^^^ error trailing-comment/part
`);
  });

  it('a # that is no comment, or whose shell knows comments', () => {
    checkClean(trailingComment, `
FROM alpine:3.24
RUN true # comment
CMD echo # comment
ENV URL=http://x/#anchor B="a # b" C='a # b'
ADD https://example.com/#x /x
LABEL a="#" b=#c
EXPOSE 80
# comment
RUN a \\
  # inside
  b
`);
  });

  it('moves the comment up', () => {
    checkFix(trailingComment, `
FROM alpine:3.24
# above
  EXPOSE 80 # web
`, `
FROM alpine:3.24
  # web
# above
  EXPOSE 80
`, 'unsafe');
  });

  it('moves that of an ARG up', () => {
    checkFix(trailingComment, `
ARG VERSION=3.24 # Declare ARG at the top
FROM alpine:$VERSION
`, `
# Declare ARG at the top
ARG VERSION=3.24
FROM alpine:$VERSION
`, 'unsafe');
  });

  it('where the arguments go on over lines, or in a trigger', () => {
    const text = `
FROM alpine:3.24
ONBUILD EXPOSE 80 # web
`;
    checkFix(trailingComment, text, text, 'unsafe');
  });
});
