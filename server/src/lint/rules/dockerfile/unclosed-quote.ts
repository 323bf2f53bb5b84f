import type { Instruction } from '../../dockerfile/model';
import { wordErrors } from '../../dockerfile/word-errors';
import { defineRule } from '../../rule';

export const unclosedQuote = defineRule({
  name: 'unclosed-quote',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['SYNTAX_MISSING_SINGLE_QUOTE', 'SYNTAX_MISSING_DOUBLE_QUOTE', 'INVALID_SYNTAX'] },
  fix: 'none',
  docs: {
    what: 'A quote in the arguments of an instruction is not closed.',
    why: 'BuildKit looks for the second quote when it replaces variables, and stops when there is none.',
    bad: 'FROM alpine:3.24\nENV GREETING="hello\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV GREETING="hello"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'RUN, CMD, ENTRYPOINT and HEALTHCHECK hand their text to a shell, which has its own rules.',
  },
  messages: {
    open: 'This {quote} quote is not closed, so the build stops. Close it, or write {escape}{mark} for the character itself.',
    blank: 'This {quote} quote is not closed: {keyword} splits its arguments at every blank, quoted or not. For a path with blanks use the JSON form.',
  },
  check(file, report) {
    let last: Instruction | undefined;
    for (const { instruction, kind, span } of wordErrors(file)) {
      const splits = splitting.has(instruction.keyword);
      // Both halves of a quoted path have an open quote; one finding tells it.
      if (kind !== 'quote' || (splits && instruction === last)) continue;
      last = instruction;
      const mark = file.source.text[span.start] ?? '"';
      const data = { quote: mark === "'" ? 'single' : 'double', mark, escape: file.escape, keyword: instruction.keyword };
      report(span, splits && instruction.args.text.split(mark).length > 2 ? 'blank' : 'open', { data });
    }
  },
});

/** Instructions that are split at every blank. */
const splitting: ReadonlySet<string> = new Set(['ADD', 'COPY', 'EXPOSE', 'FROM', 'VOLUME']);
