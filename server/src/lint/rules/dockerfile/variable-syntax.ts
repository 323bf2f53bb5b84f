import { wordErrors } from '../../dockerfile/word-errors';
import { defineRule } from '../../rule';

export const variableSyntax = defineRule({
  name: 'variable-syntax',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['UNSUPPORTED_MODIFIER'] },
  fix: 'none',
  docs: {
    what: 'A ${…} is not closed, or has a modifier that BuildKit does not know.',
    why: 'Instructions other than RUN are expanded by BuildKit, not by a shell. It knows :-, :+, :?, -, +, ?, #, ##, %, %%, / and //, and stops at anything else.',
    bad: 'FROM alpine:3.24\nARG NAME=app\nENV UPPER=${NAME^^}\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nARG NAME=app\nENV NAME=${NAME:-app}\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    brace: 'The ${ begun here is not closed, so the build stops. Add the closing }.',
    modifier: 'BuildKit cannot expand {text}, so the build stops. It knows the modifiers :-, :+, :?, #, ##, %, %%, / and // only.',
    nesting: 'Variables are nested too deeply here.',
  },
  check(file, report) {
    for (const { kind, span, word } of wordErrors(file)) {
      if (kind === 'quote' || kind === 'unset') continue;
      const close = kind === 'modifier' ? file.source.slice(span).indexOf('}') : -1;
      const at = close >= 0 ? { start: span.start, end: span.start + close + 1 } : span;
      report(at, kind === 'brace' || kind === 'nesting' ? kind : 'modifier', { data: { text: kind === 'modifier' ? file.source.slice(at) : word.text } });
    }
  },
});
