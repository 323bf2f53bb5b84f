import { defineRule } from '../../rule';

export const repeatedDirective = defineRule({
  name: 'repeated-directive',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['DUPLICATED_ESCAPE_DIRECTIVE'] },
  fix: 'unsafe',
  docs: {
    what: 'A parser directive is given twice.',
    why: 'BuildKit allows each once and stops.',
    bad: '# escape=`\n# escape=\\\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: '# escape=`\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { twice: 'The {name} directive is given a second time, so the build stops. Remove one of them.' },
  check(file, report) {
    for (const error of file.errors) {
      if (error.code !== 'directive-duplicate') continue;
      const directive = file.directives.find((other) => other.span.start === error.span.start);
      const line = file.source.lineAt(error.span.start);
      const edit = { span: { start: file.source.lineStart(line), end: file.source.lineStart(line + 1) }, newText: '' };
      const first = file.directives.find((other) => other.name === directive?.name);
      report(error.span, 'twice', {
        data: { name: directive?.name ?? '' },
        fixes: [{ title: 'Remove this line', applicability: first?.value === directive?.value ? 'safe' : 'unsafe', edits: [edit] }],
        related: first ? [{ span: first.span, message: 'It is first given here.' }] : [],
      });
    }
  },
});
