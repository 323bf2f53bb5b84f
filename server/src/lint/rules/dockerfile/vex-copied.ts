import { defineRule } from '../../rule';

export const vexCopied = defineRule({
  name: 'vex-copied',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['prefer-vex-attestation'] },
  docs: {
    what: 'A VEX document is copied into the image.',
    why: 'What is known of vulnerabilities changes after the image is built, and scanners look for VEX documents in attestations, not in the file system. As an attestation it can be replaced without a new image.',
    bad: 'FROM alpine:3.24\nCOPY app.vex.json /usr/share/vex/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nUSER 10001\n',
    exceptions: 'Files that are copied from another stage or image are left alone.',
  },
  messages: {
    vex: '{file} is a VEX document, which belongs into an attestation of the image (docker scout attestation add), not into its file system.',
  },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      if (instruction.copy?.from) continue;
      for (const word of instruction.copy?.sources ?? []) {
        const path = word.resolved ?? '';
        if (/(?:^|[./_-])(?:open)?vex(?:[._-][\w.-]*)?\.(?:json|cdx|xml)$|\.vex$/i.test(path)) report(word.span, 'vex', { data: { file: path } });
      }
    }
  },
});
