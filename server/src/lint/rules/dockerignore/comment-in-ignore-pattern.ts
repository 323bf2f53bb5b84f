import { defineRule } from '../../rule';

export const commentInIgnorePattern = defineRule({
  name: 'comment-in-ignore-pattern',
  target: 'dockerignore',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A comment stands behind a pattern, or is indented.',
    why: 'Only a line that begins with # is a comment. Behind a pattern it is a part of that pattern, which then matches nothing: what should stay out goes to the builder.',
    bad: '.git\n.env # local settings\n',
    good: '.git\n# local settings\n.env\n',
    exceptions: 'Names that really hold " #" are not told from comments; write `\\#`.',
  },
  messages: {
    behind: 'The comment is read as a part of the pattern, which then matches nothing. Put it on a line of its own.',
    indented: 'With blanks in front this is no comment but a pattern. Begin the line with #.',
  },
  check(file, report) {
    const { source, patterns } = file;
    for (const { text, span, line } of patterns) {
      if (text.startsWith('#')) {
        const indentation = { start: line === 0 && source.text.startsWith('\ufeff') ? 1 : source.lineStart(line), end: span.start };
        report(span, 'indented', { severity: 'info', fixes: [{ title: 'Begin the line with #', applicability: 'unsafe', edits: [{ span: indentation, newText: '' }] }] });
        continue;
      }
      const match = /\s+(#.*)$/.exec(text);
      if (!match) continue;
      const comment = match[1]!;
      const at = { start: span.end - comment.length, end: span.end };
      report(at, 'behind', {
        fixes: [{ title: 'Put the comment above', applicability: 'unsafe', edits: [{ span, newText: `${comment}${source.eol}${text.slice(0, match.index)}` }] }],
      });
    }
  },
});
