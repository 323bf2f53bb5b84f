import { findInsecureTls } from '../../shell/tls';
import { defineRule } from '../../rule';

export const tlsVerificationOff = defineRule({
  name: 'tls-verification-off',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN', 'ENV', 'ARG', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK'],
  severity: 'error',
  category: 'downloads',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: {
    checkov: ['CKV2_DOCKER_2', 'CKV2_DOCKER_3', 'CKV2_DOCKER_4', 'CKV2_DOCKER_5', 'CKV2_DOCKER_6', 'CKV2_DOCKER_12', 'CKV2_DOCKER_13', 'CKV2_DOCKER_14', 'CKV2_DOCKER_15', 'CKV2_DOCKER_16'],
  },
  docs: {
    what: 'A flag, setting or variable switches off the check of TLS certificates.',
    why: 'Without the check anybody on the way can answer in the name of the server, and what they send is built into the image.',
    bad: 'FROM alpine:3.24\nRUN wget --no-check-certificate -O /tmp/data https://example.com/data\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN wget -O /tmp/data https://example.com/data\nUSER 10001\n',
    exceptions: 'Addresses on this machine (localhost, 127.0.0.1) are left alone. A server with a certificate of your own authority needs that authority (ca-certificates, --cacert), not this switch.',
  },
  messages: {
    flag: '{flag} makes {tool} accept any certificate, so anybody on the way can swap what is downloaded. Remove it; trust a private authority by its certificate instead.',
    variable: '{name}={value} switches certificate checks off in {tool}, so anybody on the way can answer in the name of the server. Remove it; trust a private authority by its certificate instead.',
    setting: '"{setting}" makes {tool} accept any certificate, so anybody on the way can swap what is downloaded. Remove it; trust a private authority by its certificate instead.',
    plain: '"{setting}" lets {tool} download over http, where anybody on the way can swap what comes. Remove it and use https addresses.',
  },
  check(file, report) {
    for (const found of findInsecureTls(file)) {
      const fixes = found.removal ? [{ title: `Remove ${found.what}`, applicability: 'unsafe' as const, edits: [found.removal] }] : [];
      if (found.kind === 'variable') report(found.span, 'variable', { data: { name: found.name, value: found.value, tool: found.tool }, fixes });
      else if (found.kind === 'flag') report(found.span, 'flag', { data: { flag: found.what, tool: found.tool }, fixes });
      else report(found.span, found.kind, { data: { setting: found.what, tool: found.tool }, fixes });
    }
  },
});
