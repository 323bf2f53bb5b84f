import { wholeContextCopied } from '../../../server/src/lint/rules/dockerfile/whole-context-copied';
import { checkClean, checkRule } from '../../helpers/rules';

describe('whole-context-copied', () => {
  it('marks sources that are the whole context', () => {
    checkRule(wholeContextCopied, `
FROM alpine:3.24
COPY . /app
     ^ info whole-context-copied/context
COPY --chown=app package.json ./ /app/
                              ^^ info whole-context-copied/context
ADD ["./test/..", "/app"]
      ^^^^^^^^^ info whole-context-copied/context
COPY / /app
     ^ info whole-context-copied/context
ADD https://x.test/. ../x /app/
COPY c:/ c:/app
     ^^^ info whole-context-copied/context
COPY * /app/
     ^ info whole-context-copied/pattern
COPY a* ./b*/ /app/
     ^^ info whole-context-copied/pattern
        ^^^^^ info whole-context-copied/pattern
COPY *.py src/a* src/ . *z /app/
                      ^ info whole-context-copied/context
COPY <<EOF /app/x
.
EOF
`);
  });

  it('looks at the final stage only, and not at copies from other stages', () => {
    checkClean(wholeContextCopied, 'FROM alpine:3.24 AS build\nCOPY . .\nFROM build\nCOPY --from=build / /app\nARG D\nCOPY $D /x\n');
  });
});
