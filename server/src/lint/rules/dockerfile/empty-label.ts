import { labelsOf } from '../../dockerfile/labels';
import { defineRule } from '../../rule';

export const emptyLabel = defineRule({
  name: 'empty-label',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['LABEL'],
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { hadolint: ['DL3051'] },
  fix: 'none',
  docs: {
    what: 'A label has an empty value.',
    why: 'It tells nothing, and hides that something should be told.',
    bad: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title=""\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.title="app"\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A value in a variable is given at build time.',
  },
  messages: { empty: 'The label {key} is empty. Give it a value, or remove it.' },
  check(file, report) {
    for (const { key, value, keyWord, valueWord } of labelsOf(file)) {
      if (key === undefined || value !== '' || (valueWord?.variables.length ?? 0) > 0) continue;
      report(valueWord && valueWord.span.end > valueWord.span.start ? valueWord.span : keyWord.span, 'empty', { data: { key } });
    }
  },
});
