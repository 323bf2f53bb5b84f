import { defineRule } from '../../rule';

export const fromAsCasing = defineRule({
  name: 'from-as-casing',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['FROM'],
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { buildkit: ['FromAsCasing'] },
  fix: 'safe',
  docs: {
    what: 'FROM and AS are written in different letter case.',
    why: 'Both are key words of one instruction; written alike they stand out from image and stage name.',
    bad: 'FROM alpine:3.24 as app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS app\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { mixed: 'Write {wanted} in the same letter case as {keyword}.' },
  check(file, report) {
    for (const instruction of file.all('FROM')) {
      const as = instruction.from?.as;
      if (!as || as.text.toUpperCase() !== 'AS') continue;
      const keyword = file.source.slice(instruction.keywordSpan);
      // A word in mixed case is instruction-casing's.
      const wanted = keyword === keyword.toUpperCase() ? 'AS' : keyword === keyword.toLowerCase() ? 'as' : as.text;
      if (as.text === wanted) continue;
      report(as.span, 'mixed', { data: { wanted, keyword }, fixes: [{ title: `Write ${wanted}`, applicability: 'safe', edits: [{ span: as.span, newText: wanted }] }] });
    }
  },
});
