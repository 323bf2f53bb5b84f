import type { DockerfileModel, Instruction } from '../../dockerfile/model';
import { blankAroundEquals } from '../../dockerfile/pairs';
import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';
import type { RuleFix, SpanEdit } from '../../rule';

export const legacyKeyValue = defineRule({
  name: 'legacy-key-value',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV', 'LABEL'],
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: { buildkit: ['LegacyKeyValueFormat'] },
  fix: 'safe',
  docs: {
    what: 'ENV or LABEL separates the name from the value by a blank.',
    why: 'The form is kept for old files only. All that follows the first blank is the value, so a second pair on the line is swallowed without a word.',
    bad: 'FROM alpine:3.24\nENV LANG C.UTF-8\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV LANG=C.UTF-8\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { blank: 'Write {keyword} {name}=value: the form with a blank is kept for old files only, and takes all that follows for the value.' },
  check(file, report) {
    for (const instruction of file.all('ENV', 'LABEL')) {
      const pair = instruction.pairs[0];
      if (pair?.form !== 'legacy' || !pair.value || blankAroundEquals(instruction).length > 0) continue;
      report(pair.span, 'blank', { data: { keyword: instruction.keyword, name: pair.key.text }, fixes: trailingComment(instruction) ? [] : withEquals(file, instruction) });
    }
  },
});

/** Puts = in place of the blanks, and quotes around a value with blanks; where it has quotes or escapes of its own, every blank outside them is escaped. */
function withEquals(file: DockerfileModel, instruction: Instruction): RuleFix[] {
  const pair = instruction.pairs[0]!;
  const value = pair.value!;
  const edits: SpanEdit[] = [{ span: { start: pair.key.span.end, end: value.span.start }, newText: '=' }];
  const { start, end } = value.span;
  if (/\s/.test(value.text)) {
    if (!/["'\\`]/.test(value.text)) {
      edits.push({ span: { start, end: start }, newText: '"' }, { span: { start: end, end }, newText: '"' });
    } else {
      const blanks = blanksOutside(value.text, file.escape);
      // Over several lines the places of the blanks are not those of the joined text.
      if (end - start !== value.text.length) return [];
      edits.push(...blanks.map((at) => ({ span: { start: start + at, end: start + at }, newText: file.escape })));
    }
  }
  // A line break between name and value would go with the blanks, and what stands behind it with a comment.
  if (/#/.test(file.source.text.slice(pair.key.span.end, start))) return [];
  return [{ title: `Write ${pair.key.text}=…`, applicability: 'safe', edits }];
}

/** Offsets of the blanks that neither quotes nor an escape character protect. */
function blanksOutside(text: string, escape: string): number[] {
  const found: number[] = [];
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const ch = text[at]!;
    if (ch === escape && quote !== "'") at++;
    else if (quote) quote = ch === quote ? '' : quote;
    else if (ch === '"' || ch === "'") quote = ch;
    else if (/\s/.test(ch)) found.push(at);
  }
  return found;
}
