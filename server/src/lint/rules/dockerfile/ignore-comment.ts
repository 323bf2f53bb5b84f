import { defineRule } from '../../rule';

const pragma = /^#\s*(?:(plimsoll|tally)\s+(?:global\s+)?ignore=|(hadolint)\s+(?:global\s+|stage\s+)?ignore\s*=|(check)=skip=|(checkov):skip=|(trivy):ignore:|(kics-scan)\s+ignore|(nosemgrep)\b|(NOSONAR)\b)/i;

export const ignoreComment = defineRule({
  name: 'ignore-comment',
  target: 'dockerfile',
  severity: 'hint',
  category: 'maintainability',
  preset: 'all',
  since: '0.1.0',
  sources: { hadolint: ['DL1001'] },
  fix: 'unsafe',
  docs: {
    what: 'A comment switches a check off.',
    why: 'For teams whose policy is to keep exceptions in the configuration, where they are reviewed together.',
    bad: '# hadolint ignore=DL3006\nFROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'On only where all rules are.',
  },
  messages: { off: 'This comment switches a check off. Put exceptions into the configuration file, where that is the policy.' },
  check(file, report) {
    for (const comment of file.comments) {
      if (comment.inside || !pragma.test(file.source.slice(comment.span))) continue;
      const line = { start: file.source.lineStart(comment.line), end: file.source.lineStart(comment.line + 1) };
      report(comment.span, 'off', { fixes: [{ title: 'Delete the comment', applicability: 'unsafe', edits: [{ span: line, newText: '' }] }] });
    }
  },
});
