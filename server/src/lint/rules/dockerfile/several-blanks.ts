import { isBlank } from '../../dockerfile/layout';
import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import type { Span } from '../../text/span';
import { defineRule } from '../../rule';

export const severalBlanks = defineRule({
  name: 'several-blanks',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'safe',
  sources: { tally: ['no-multi-spaces'] },
  docs: {
    what: 'Several blanks stand where one would do.',
    why: 'They are mostly left over from an edit, and make lines longer than they are.',
    bad: 'FROM  alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Indentation, quoted text, comments, heredocs, values of ENV and LABEL without an equals sign, and blanks before a continuation character, which line them up. One finding a line.',
  },
  messages: {
    several: 'Several blanks stand here. One is enough.',
  },
  check(file, report) {
    for (const instruction of file.instructions) {
      if (instruction.pairs.some((pair) => pair.form === 'legacy')) continue;
      const byLine = new Map<number, Span[]>();
      for (const span of blanksOf(file, instruction)) {
        const line = file.source.lineAt(span.start);
        byLine.set(line, [...(byLine.get(line) ?? []), span]);
      }
      for (const spans of byLine.values()) {
        report(spans[0]!, 'several', { fixes: [{ title: 'Leave one', applicability: 'safe', edits: spans.map((span) => ({ span, newText: ' ' })) }] });
      }
    }
  },
});

/** Runs of two and more blanks between words, outside quotes. */
function blanksOf(file: DockerfileModel, { span, lineSpan }: Instruction): Span[] {
  const { text } = file.source;
  const found: Span[] = [];
  let quote = '';
  let indented = false;
  for (let i = span.start; i < lineSpan.end; i++) {
    const char = text[i]!;
    if (char === '\n' || char === '\r') indented = true;
    else if (isBlank(text.charCodeAt(i))) {
      const start = i;
      while (i + 1 < lineSpan.end && isBlank(text.charCodeAt(i + 1))) i++;
      if (!indented && quote === '' && i > start && !endsLine(text, i + 1, file.escape)) found.push({ start, end: i + 1 });
    } else if (indented && char === '#') i = skipLine(text, i);
    else {
      indented = false;
      if ((char === '\\' || char === file.escape) && quote !== "'" && !/[\r\n]/.test(text[i + 1] ?? '')) i++;
      else if (quote === '' ? char === '"' || char === "'" : char === quote) quote = quote === '' ? char : '';
    }
  }
  // A quote that is not closed may be an apostrophe; what is text is not known then.
  return quote === '' ? found : [];
}

function endsLine(text: string, at: number, escape: string): boolean {
  const next = text[at];
  return next === undefined || next === '\n' || next === '\r' || (next === escape && /^[ \t]*(?:[\r\n]|$)/.test(text.slice(at + 1, at + 80)));
}

/** The last character of the line that `at` stands on. */
function skipLine(text: string, at: number): number {
  let i = at;
  while (i + 1 < text.length && text[i + 1] !== '\n' && text[i + 1] !== '\r') i++;
  return i;
}
