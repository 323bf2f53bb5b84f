import { ignoreExceptionWithoutEffect } from '../../../server/src/lint/rules/dockerignore/ignore-exception-without-effect';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('ignore-exception-without-effect', () => {
  it('reports exceptions that come too early, or that something below takes back', () => {
    checkRule(ignoreExceptionWithoutEffect, `
!README.md
^^^^^^^^^^ warning ignore-exception-without-effect/early
*.md
`);
    checkRule(ignoreExceptionWithoutEffect, `
docs
*.x
!docs/a.txt
^^^^^^^^^^^ warning ignore-exception-without-effect/overruled
**/*.txt
!*.x
^^^^ warning ignore-exception-without-effect/overruled
**
`);
  });

  it('reports exceptions to nothing', () => {
    checkRule(ignoreExceptionWithoutEffect, `
*.log
!README.md
^^^^^^^^^^ info ignore-exception-without-effect/idle
dist
`);
    checkRule(ignoreExceptionWithoutEffect, '!a/*.js\n^^^^^^^ info ignore-exception-without-effect/idle\n');
  });

  it('is silent where a pattern above may leave the path, something above it or something below it out', () => {
    checkClean(ignoreExceptionWithoutEffect, '*\n!src\n!package*.json\n');
    checkClean(ignoreExceptionWithoutEffect, 'docs\n!docs/a/b.md\n');
    checkClean(ignoreExceptionWithoutEffect, 'docs/**/*.md\n!docs\n');
    checkClean(ignoreExceptionWithoutEffect, '**/*.md\n!docs/README.md\n');
    checkClean(ignoreExceptionWithoutEffect, 'd?cs/[a-c]\n!docs/a\n');
    checkClean(ignoreExceptionWithoutEffect, 'a\n!b*\n');
  });

  it('is silent where what is left out below is brought back once more', () => {
    checkClean(ignoreExceptionWithoutEffect, '*\n!src\nsrc\n!src\n');
    checkClean(ignoreExceptionWithoutEffect, '*\n!src\nsrc/*.test.js\n');
  });

  it('puts the exception at the end, or takes it out', () => {
    checkFix(ignoreExceptionWithoutEffect, '!README.md\n*.md\n', '*.md\n!README.md\n', 'unsafe');
    checkFix(ignoreExceptionWithoutEffect, '!README.md\r\n*.md', '*.md\r\n!README.md\r\n', 'unsafe');
    checkFix(ignoreExceptionWithoutEffect, '*.log\n!README.md\ndist\n', '*.log\ndist\n', 'unsafe');
    checkFix(ignoreExceptionWithoutEffect, '*.log\n!README.md', '*.log', 'unsafe');
  });
});
