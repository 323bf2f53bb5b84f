import { portSpecs } from '../../dockerfile/ports';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

const protocols = ['tcp', 'udp', 'sctp'];

export const exposeProtocol = defineRule({
  name: 'expose-protocol',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['EXPOSE'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['INVALID_PROTO'] },
  fix: 'unsafe',
  docs: {
    what: 'EXPOSE names a protocol other than tcp, udp and sctp.',
    why: 'The build stops. http and https run over tcp, which is the default.',
    bad: 'FROM alpine:3.24\nEXPOSE 8080/http\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080/tcp\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { unknown: 'EXPOSE knows the protocols tcp, udp and sctp, not "{protocol}", so the build stops.' },
  check(file, report) {
    for (const instruction of file.all('EXPOSE')) {
      for (const { protocol, text, word } of portSpecs(instruction)) {
        const lower = protocol?.text.toLowerCase();
        if (!protocol || lower === undefined || text === undefined || lower === '' || protocols.includes(lower)) continue;
        const meant = /^https?$|^wss?$|^ssl$|^tls$/.test(lower) ? 'tcp' : likelyMeant(lower, protocols);
        const exact = protocol.span !== word.span;
        const fixes: RuleFix[] = meant && exact ? [{ title: `Use ${meant}`, applicability: 'unsafe', edits: [{ span: protocol.span, newText: meant }] }] : [];
        report(protocol.span, 'unknown', { data: { protocol: protocol.text }, fixes });
      }
    }
  },
});
