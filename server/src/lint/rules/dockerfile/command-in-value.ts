import { defineRule } from '../../rule';

export const commandInValue = defineRule({
  name: 'command-in-value',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV', 'ARG'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'The value of an ENV or ARG has a command substitution, `$(…)`.',
    why: 'No shell reads these instructions: the builder knows variables only, and the value is the text with its dollar sign and parentheses. A path that is made of it names no directory.',
    bad: 'FROM alpine:3.24\nENV TOOLS_HOME=$(pwd)/tools\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nENV TOOLS_HOME=/srv/tools\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'Values in single quotes or with a backslash before the dollar sign, and variables that a shell runs itself (PS1, PROMPT_COMMAND, names that end with CMD or COMMAND), are meant so.',
  },
  messages: {
    text: '{keyword} runs no command, so {name} holds the text {text} itself. Write the value, or run the command in the RUN that needs it.',
  },
  check(file, report) {
    for (const { keyword, pairs } of file.all('ENV', 'ARG')) {
      for (const { key, value } of pairs) {
        if (!value?.text.includes('$(') || value.text.startsWith("'") || runByShell.test(key.value)) continue;
        const match = substitution.exec(value.text);
        if (!match) continue;
        const start = value.span.start + match.index;
        const exact = file.source.slice(value.span) === value.text;
        report(exact ? { start, end: start + match[0].length } : value.span, 'text', { data: { keyword, name: key.value, text: match[0].length > 40 ? `${match[0].slice(0, 39)}…` : match[0] } });
      }
    }
  },
});

/** Arithmetic too. */
const substitution = /(?<!\\)\$\([^()]*(?:\([^()]*\)[^()]*)*\)/;
const runByShell = /^(?:PS[0-4]|R?PROMPT)$|(?:CMD|COMMAND)$/i;
