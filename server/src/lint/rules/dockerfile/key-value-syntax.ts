import { blankAroundEquals } from '../../dockerfile/pairs';
import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const keyValueSyntax = defineRule({
  name: 'key-value-syntax',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['SYNTAX_MISSING_EQUALS', 'SYNTAX_MISSING_NAMES', 'ARGUMENT_REQUIRES_TWO'] },
  fix: 'none',
  docs: {
    what: 'A name=value of ENV, ARG or LABEL lacks its =, its name or its value.',
    why: 'The build stops. Most often a value with blanks is not in quotes.',
    bad: 'FROM alpine:3.24\nENV GREETING=hello world\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV GREETING="hello world"\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    equals: '"{text}" has no =, so the build stops: {keyword} takes name=value pairs. Put a value with blanks in quotes.',
    value: '{keyword} {text} has no value, so the build stops. Write {keyword} {text}=value.',
    name: 'A name must stand before =, so the build stops.',
  },
  check(file, report) {
    const errors = file.errors.filter((error) => error.code === 'missing-equals' || error.code === 'env-two-arguments');
    for (const instruction of file.all('ENV', 'ARG', 'LABEL')) {
      const { keyword, pairs } = instruction;
      const explained = [...blankAroundEquals(instruction).map(({ span }) => span), ...(trailingComment(instruction) ? [trailingComment(instruction)!.span] : [])];
      const isExplained = (span: { start: number; end: number }): boolean => explained.some((other) => span.start < other.end && other.start < span.end);
      const own: typeof errors[number][] = [];
      for (const error of errors) {
        if (error.span.start < instruction.args.toDocument(0) || error.span.end > instruction.span.end || isExplained(error.span)) continue;
        const last = own.at(-1);
        // The words of one value without quotes are one mistake.
        if (last?.code === 'missing-equals' && error.code === last.code && /^[^\S\n]*$/.test(file.source.slice({ start: last.span.end, end: error.span.start }))) own[own.length - 1] = { ...last, span: { start: last.span.start, end: error.span.end } };
        else own.push(error);
      }
      for (const { code, span } of own) report(span, code === 'missing-equals' ? 'equals' : 'value', { data: { keyword, text: file.source.slice(span) } });
      for (const pair of pairs) {
        if (pair.form === 'equals' && pair.key.text === '' && !isExplained(pair.span)) report(pair.span, 'name');
      }
    }
  },
});
