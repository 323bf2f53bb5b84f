import { defineRule } from '../../rule';

export const directiveCasing = defineRule({
  name: 'directive-casing',
  target: 'dockerfile',
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['CASING_DIRECTIVE'] },
  fix: 'safe',
  docs: {
    what: 'The name of a parser directive is not written in lower case.',
    why: 'Lower case is the convention, and what most people search for.',
    bad: '# Syntax=docker/dockerfile:1\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: '# syntax=docker/dockerfile:1\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { upper: 'Parser directives are written in lower case: {name}.' },
  check(file, report) {
    for (const { name, nameSpan } of file.directives) {
      if (file.source.slice(nameSpan) === name) continue;
      report(nameSpan, 'upper', { data: { name }, fixes: [{ title: `Write ${name}`, applicability: 'safe', edits: [{ span: nameSpan, newText: name }] }] });
    }
  },
});
