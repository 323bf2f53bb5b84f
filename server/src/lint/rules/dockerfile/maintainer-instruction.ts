import { defineRule } from '../../rule';
import { isOneLine } from '../../dockerfile/edits';

export const maintainerInstruction = defineRule({
  name: 'maintainer-instruction',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['MAINTAINER'],
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL4000'], buildkit: ['MaintainerDeprecated'], trivy: ['DS-0022'], checkov: ['CKV_DOCKER_6'], kics: ['maintainer_instruction_being_used'], semgrep: ['maintainer-is-deprecated'],
    'dockerfile-utils': ['DEPRECATED_MAINTAINER'], sonar: ['S6586'], droast: ['DF019'],
  },
  fix: 'safe',
  docs: {
    what: 'The MAINTAINER instruction is used.',
    why: 'It is deprecated since 2017. A label says the same, is shown by the usual tools, and can be set together with others.',
    bad: 'FROM alpine:3.24\nMAINTAINER Ada <ada@example.org>\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nLABEL org.opencontainers.image.authors="Ada <ada@example.org>"\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: { deprecated: 'MAINTAINER is deprecated. Use LABEL org.opencontainers.image.authors="…".' },
  check(file, report) {
    for (const instruction of file.all('MAINTAINER')) {
      const author = instruction.args.text.trim().replace(/^(["'])(.*)\1$/, '$2').replace(/["\\$`]/g, (ch) => (ch === file.escape || ch === '"' || ch === '$' ? file.escape + ch : ch));
      const edit = { span: { start: instruction.keywordSpan.start, end: instruction.lineSpan.end }, newText: `LABEL org.opencontainers.image.authors="${author}"` };
      report(instruction.keywordSpan, 'deprecated', {
        tags: ['deprecated'],
        fixes: author !== '' && isOneLine(file, instruction) ? [{ title: 'Use a LABEL', applicability: 'safe', edits: [edit] }] : [],
      });
    }
  },
});
