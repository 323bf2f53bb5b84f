import { defineRule } from '../../rule';

export const wholeContextCopied = defineRule({
  name: 'whole-context-copied',
  target: 'dockerfile',
  severity: 'info',
  category: 'secrets',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { sonar: ['S6470'], droast: ['DF007', 'DF026'] },
  docs: {
    what: 'COPY or ADD takes the whole build context, or everything whose name begins in some way, into the final image.',
    why: 'What lies in the directory when somebody builds comes along: .git, .env, keys, local settings. Files that are listed one by one are those that somebody thought of.',
    bad: 'FROM alpine:3.24\nCOPY . /app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY src/ /app/src/\nUSER 10001\n',
    exceptions: 'Only the final stage counts: a build stage is left behind. A `.dockerignore` that names what may come (`*`, then `!src`) serves as well; ignore the rule then.',
  },
  messages: {
    context: 'This copies everything that lies in the build context, also .git, .env and keys. Name the files and directories that the image needs.',
    pattern: 'This copies everything that matches {pattern}, whatever lies there when somebody builds. Name the files and directories that the image needs.',
  },
  check(file, report) {
    for (const instruction of file.finalStage?.instructions ?? []) {
      const { copy, keyword } = instruction;
      if ((keyword !== 'COPY' && keyword !== 'ADD') || !copy || copy.from) continue;
      for (const source of copy.sources) {
        if (source.resolved === undefined || /^[a-z][a-z0-9+.-]*:\/\//i.test(source.resolved)) continue;
        const path = normal(source.resolved);
        if (path === '') report(source.span, 'context');
        else if (/^[^/*?[]*\*$/.test(path) && (path === '*' || !path.startsWith('*'))) report(source.span, 'pattern', { data: { pattern: path } });
      }
    }
  },
});

/** Below the context: without dots, `..` and the root. */
function normal(path: string): string {
  const parts: string[] = [];
  for (const part of path.replace(/^[a-zA-Z]:(?=[\\/])/, '').split(/[\\/]+/)) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
