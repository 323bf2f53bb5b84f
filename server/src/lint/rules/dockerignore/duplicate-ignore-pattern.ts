import { removeLine } from '../../dockerignore/edits';
import type { IgnorePattern } from '../../dockerignore/model';
import { defineRule } from '../../rule';

export const duplicateIgnorePattern = defineRule({
  name: 'duplicate-ignore-pattern',
  target: 'dockerignore',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A pattern stands in the file already, and nothing between the two brings back what it leaves out.',
    why: 'The second one changes nothing. Whoever takes one of them out later wonders why the file is still missing.',
    bad: 'dist\nnode_modules\n/dist/\n',
    good: 'dist\nnode_modules\n',
    exceptions: 'Behind an exception (`!`) the same pattern has an effect again.',
  },
  messages: { twice: '{pattern} is in line {line} already. Take this one out.' },
  check(file, report) {
    const seen = new Map<string, IgnorePattern>();
    let negated: boolean | undefined;
    for (const entry of file.patterns) {
      // What was said before counts until something says the opposite.
      if (entry.negated !== negated) seen.clear();
      negated = entry.negated;
      const first = seen.get(entry.pattern);
      if (!first) seen.set(entry.pattern, entry);
      else {
        report(entry.span, 'twice', {
          data: { pattern: entry.text, line: first.line + 1 },
          tags: ['unnecessary'],
          related: [{ span: first.span, message: 'It is here already.' }],
          fixes: [{ title: 'Take the line out', applicability: 'safe', edits: [removeLine(file, entry.span)] }],
        });
      }
    }
  },
});
