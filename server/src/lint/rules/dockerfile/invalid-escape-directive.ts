import { defineRule } from '../../rule';

export const invalidEscapeDirective = defineRule({
  name: 'invalid-escape-directive',
  target: 'dockerfile',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['INVALID_ESCAPE_DIRECTIVE'] },
  fix: 'unsafe',
  docs: {
    what: 'The escape directive names something other than a backslash or a backtick.',
    why: 'BuildKit knows these two only and stops.',
    bad: '# escape=^\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: '# escape=`\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { value: 'The escape character is \\ or `, not "{value}", so the build stops.' },
  check(file, report) {
    for (const error of file.errors) {
      if (error.code !== 'directive-escape') continue;
      const fixes = ['`', '\\'].map((newText) => ({ title: `Use ${newText}`, applicability: 'unsafe' as const, edits: [{ span: error.span, newText }] }));
      report(error.span, 'value', { data: { value: file.source.slice(error.span) }, fixes });
    }
  },
});
