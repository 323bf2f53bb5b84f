import { isLiteral, matchesEverything, mayMeet } from '../../dockerignore/cover';
import { appendLines, removeLine } from '../../dockerignore/edits';
import type { IgnorePattern } from '../../dockerignore/model';
import { defineRule } from '../../rule';

export const ignoreExceptionWithoutEffect = defineRule({
  name: 'ignore-exception-without-effect',
  target: 'dockerignore',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'An exception (`!path`) changes nothing: no pattern above it leaves out what it names, or one below it leaves that out again.',
    why: 'The last pattern that matches decides. A file that should get to the builder stays out, or the line only looks as if it mattered.',
    bad: '!README.md\n*.md\n',
    good: '*.md\n!README.md\n',
    exceptions: 'Exceptions with wildcards are judged only by patterns that match everything or are the same.',
  },
  messages: {
    early: 'Nothing above leaves {path} out, and {pattern} below decides. Put the exception behind it.',
    idle: 'Nothing above leaves {path} out, so this exception changes nothing.',
    overruled: '{pattern} below leaves {path} out again, so this exception changes nothing. Put it behind that.',
  },
  check(file, report) {
    file.patterns.forEach((exception, i) => {
      if (!exception.negated) return;
      const path = exception.pattern;
      const literal = isLiteral(path);
      const after = file.patterns.slice(i + 1).filter(({ negated }) => !negated);
      const move = (below: IgnorePattern): Parameters<typeof report>[2] => ({
        data: { path, pattern: below.text },
        related: [{ span: below.span, message: 'This decides.' }],
        fixes: [{ title: `Put ${exception.text} at the end`, applicability: 'unsafe', edits: [removeLine(file, exception.span), appendLines(file, [exception.text])] }],
      });
      const meets = (other: IgnorePattern): boolean => !other.negated && (!literal || mayMeet(other, path));
      const overruling = after.find(({ pattern, matches }) => matchesEverything(pattern) || pattern === path || (literal && leavesOut(matches, path)));
      const repeated = file.patterns.some((other, j) => j > i && other.negated && other.pattern === path);
      if (file.patterns.slice(0, i).some(meets)) {
        if (overruling && !repeated) report(exception.span, 'overruled', move(overruling));
      } else if (overruling && !repeated) report(exception.span, 'early', move(overruling));
      else {
        report(exception.span, 'idle', { data: { path }, severity: 'info', fixes: [{ title: 'Take the line out', applicability: 'unsafe', edits: [removeLine(file, exception.span)] }] });
      }
    });
  },
});

/** Whether a path is matched, or a directory above it. */
function leavesOut(matches: IgnorePattern['matches'], path: string): boolean {
  const parts = path.split('/');
  return parts.some((_, i) => matches(parts.slice(0, i + 1).join('/')));
}
