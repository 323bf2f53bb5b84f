import { trailingComment } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const asKeyword = defineRule({
  name: 'as-keyword',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['FROM'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['INVALID_AS'] },
  fix: 'unsafe',
  docs: {
    what: 'The word between the image and the stage name of a FROM is not AS.',
    why: 'BuildKit takes nothing else there and stops.',
    bad: 'FROM alpine:3.24 IS app\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS app\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { wrong: '"{word}" stands where FROM takes only AS, so the build stops. Write FROM {image} AS {name}.' },
  check(file, report) {
    for (const instruction of file.all('FROM')) {
      const [image, as, name, more] = instruction.words;
      if (!image || !as || !name || more || as.text.toUpperCase() === 'AS' || trailingComment(instruction)) continue;
      const data = { word: as.text, image: image.text, name: name.text };
      report(as.span, 'wrong', { data, fixes: [{ title: `Replace ${as.text} by AS`, applicability: 'unsafe', edits: [{ span: as.span, newText: 'AS' }] }] });
    }
  },
});
