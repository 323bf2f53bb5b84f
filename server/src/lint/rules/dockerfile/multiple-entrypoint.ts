import { reportSuperseded } from '../../dockerfile/superseded';
import { defineRule } from '../../rule';

export const multipleEntrypoint = defineRule({
  name: 'multiple-entrypoint',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL4004'], buildkit: ['MultipleInstructionsDisallowed'], trivy: ['DS-0007'], kics: ['multiple_entrypoint_instructions_listed'],
    semgrep: ['multiple-entrypoint-instructions'], 'dockerfile-utils': ['MULTIPLE_INSTRUCTIONS'], sonar: ['S6589'], droast: ['DF039'],
  },
  fix: 'safe',
  docs: {
    what: 'A stage has more than one ENTRYPOINT.',
    why: 'Only the last one counts. The others do nothing, and whoever edits one of them wonders why nothing changes.',
    bad: 'FROM alpine:3.24\nUSER 10001\nENTRYPOINT ["httpd"]\nENTRYPOINT ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nENTRYPOINT ["httpd", "-f"]\n',
    exceptions: 'A stage may replace the ENTRYPOINT of the stage it starts from.',
  },
  messages: { superseded: 'Only the last {keyword} of a stage counts, so this one does nothing. Remove it.' },
  check(file, report) {
    reportSuperseded(file, 'ENTRYPOINT', (at, details) => report(at, 'superseded', details));
  },
});
