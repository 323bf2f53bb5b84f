import type { Span } from '../../text/span';
import type { KeyValue } from '../../dockerfile/model';
import { defineRule } from '../../rule';

export const relativePathEntry = defineRule({
  name: 'relative-path-entry',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'ENV puts a relative directory, or an empty entry, which means the current directory, into PATH.',
    why: 'Programs are then looked up where the process happens to stand. A file that is named like a system program is run in its place, with the rights of who calls it.',
    bad: 'FROM alpine:3.24\nENV PATH=".:$PATH"\nUSER 10001\n',
    good: 'FROM alpine:3.24\nENV PATH="/app/bin:$PATH"\nUSER 10001\n',
    exceptions: 'Entries that come from variables, and Windows. A blank before the equals sign is reported as what it is.',
  },
  messages: {
    relative: '{entry} in PATH is looked up from wherever the process stands. Give an absolute directory.',
    empty: 'An empty entry in PATH means the current directory. Remove the colon that is too much.',
    home: 'Docker does not expand ~ in ENV, and when programs are looked up only bash does. Write the home directory out.',
  },
  check(file, report) {
    for (const instruction of file.all('ENV')) {
      if (instruction.stage?.os === 'windows') continue;
      for (const pair of instruction.pairs) {
        const { key, value } = pair;
        if (key.value !== 'PATH' || value === undefined || /^\s*=|[\\;%]/.test(value.value)) continue;
        // Variables stand for something absolute.
        const text = value.value.replace(/\$(?:\w+|\{[^}]*\})/g, (use) => '/'.repeat(use.length));
        if (text === '') continue;
        let start = 0;
        for (const entry of text.split(':')) {
          const span = spanOf(pair, start, entry.length);
          if (entry === '') report(span, 'empty');
          else if (entry.startsWith('~')) report(span, 'home');
          else if (!entry.startsWith('/')) report(span, 'relative', { data: { entry } });
          start += entry.length + 1;
        }
      }
    }
  },
});

/** A part of the value; the whole where it is not as written. An empty part is its colon. */
function spanOf({ value }: KeyValue, start: number, length: number): Span {
  const { text, value: plain, span } = value!;
  const quote = /^["']/.test(text) ? 1 : 0;
  if (span.end - span.start !== text.length || text.length !== plain.length + 2 * quote) return span;
  const first = span.start + quote + start;
  if (length > 0) return { start: first, end: first + length };
  return start === 0 ? { start: first, end: first + 1 } : { start: first - 1, end: first };
}
