import { covers } from '../../dockerignore/cover';
import { removeLine } from '../../dockerignore/edits';
import { defineRule } from '../../rule';

/** In longer files comparing all with all would take a while, and they come out of generators. */
const mostPatterns = 500;

export const coveredIgnorePattern = defineRule({
  name: 'covered-ignore-pattern',
  target: 'dockerignore',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'Another pattern of the file leaves out all that this one does.',
    why: 'The line changes nothing; a shorter file is read more easily.',
    bad: '**/node_modules\nclient/node_modules\n',
    good: '**/node_modules\n',
    exceptions: 'Silent in files with exceptions (`!`), where the order of patterns matters.',
  },
  messages: { covered: '{outer} in line {line} leaves out all that this pattern does.' },
  check(file, report) {
    const { patterns } = file;
    if (file.matcher.hasExceptions || patterns.length > mostPatterns) return;
    for (const entry of patterns) {
      const outer = patterns.find((other) => other.pattern !== entry.pattern && covers(other.pattern, entry.pattern) && !covers(entry.pattern, other.pattern));
      if (!outer) continue;
      report(entry.span, 'covered', {
        data: { outer: outer.text, line: outer.line + 1 },
        tags: ['unnecessary'],
        related: [{ span: outer.span, message: 'This leaves out more.' }],
        fixes: [{ title: 'Take the line out', applicability: 'safe', edits: [removeLine(file, entry.span)] }],
      });
    }
  },
});
