import { removeLine } from '../../dockerignore/edits';
import { defineRule } from '../../rule';

export const badIgnorePattern = defineRule({
  name: 'bad-ignore-pattern',
  target: 'dockerignore',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A line of the ignore file is no pattern: an exception without a path, or brackets or a backslash that are not finished.',
    why: 'The builder reads the ignore file first and stops at such a line, so that nothing is built at all.',
    bad: 'node_modules\n[Bb]uild[\n',
    good: 'node_modules\n[Bb]uild\\[\n',
    exceptions: 'A bracket that belongs to a name is written `\\[`.',
  },
  messages: {
    exception: 'Nothing follows the !, and the builder refuses the file. Write what is to be kept (!README.md), or take the line out.',
    pattern: 'The builder refuses the pattern {pattern}: brackets must be closed and not empty, and a backslash must have something behind it. Write \\[ for a bracket in a name.',
    separator: 'The builder refuses the pattern {pattern}: a backslash stands before a character that is meant as it is, and does not separate directories. Write {slashes}.',
  },
  check(file, report) {
    for (const { kind, span } of file.errors) {
      const pattern = file.source.slice(span);
      if (kind === 'empty-exception') report(span, 'exception', { fixes: [{ title: 'Take the line out', applicability: 'unsafe', edits: [removeLine(file, span)] }] });
      else if (/[^\\]\\(?:[A-Za-z\d]|$)/.test(pattern) && !/[[\]]/.test(pattern)) {
        const slashes = pattern.replaceAll('\\', '/');
        report(span, 'separator', { data: { pattern, slashes }, fixes: [{ title: `Use ${slashes}`, applicability: 'unsafe', edits: [{ span, newText: slashes }] }] });
      } else {
        const escaped = escapedEnd(pattern);
        report(span, 'pattern', { data: { pattern }, fixes: escaped === undefined ? [] : [{ title: `Use ${escaped}`, applicability: 'unsafe', edits: [{ span, newText: escaped }] }] });
      }
    }
  },
});

/** The last bracket taken for itself, where nothing closes it. */
function escapedEnd(pattern: string): string | undefined {
  const open = pattern.lastIndexOf('[');
  return open < 0 || pattern.includes(']', open) || pattern[open - 1] === '\\' || pattern.endsWith('\\') ? undefined : `${pattern.slice(0, open)}\\${pattern.slice(open)}`;
}
