import { portSpecs } from '../../dockerfile/ports';
import { defineRule } from '../../rule';

export const exposeProtocolCasing = defineRule({
  name: 'expose-protocol-casing',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['EXPOSE'],
  severity: 'info',
  category: 'maintainability',
  preset: 'strict',
  since: '0.1.0',
  sources: { buildkit: ['ExposeProtoCasing'] },
  fix: 'safe',
  docs: {
    what: 'The protocol of an EXPOSE has upper case letters.',
    why: 'The image stores it in lower case; written so, a search for 53/udp finds the line.',
    bad: 'FROM alpine:3.24\nEXPOSE 8080/TCP\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080/tcp\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { upper: 'Write the protocol in lower case: {lower}.' },
  check(file, report) {
    for (const instruction of file.all('EXPOSE')) {
      for (const { protocol, word } of portSpecs(instruction)) {
        if (!protocol || word.variables.length > 0) continue;
        const lower = protocol.text.toLowerCase();
        if (lower === protocol.text) continue;
        const exact = protocol.span !== word.span;
        report(protocol.span, 'upper', { data: { lower }, fixes: exact ? [{ title: `Write ${lower}`, applicability: 'safe', edits: [{ span: protocol.span, newText: lower }] }] : [] });
      }
    }
  },
});
