import { reportSuperseded } from '../../dockerfile/superseded';
import { defineRule } from '../../rule';

export const multipleCmd = defineRule({
  name: 'multiple-cmd',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  silentInTemplates: true,
  sources: {
    hadolint: ['DL4003'], buildkit: ['MultipleInstructionsDisallowed'], trivy: ['DS-0016'], kics: ['multiple_cmd_instructions_listed'],
    semgrep: ['multiple-cmd-instructions'], 'dockerfile-utils': ['MULTIPLE_INSTRUCTIONS'], sonar: ['S6589'], droast: ['DF038'],
  },
  fix: 'safe',
  docs: {
    what: 'A stage has more than one CMD.',
    why: 'Only the last one counts. The others do nothing, and whoever edits one of them wonders why nothing changes.',
    bad: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f"]\nCMD ["httpd", "-f", "-v"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nCMD ["httpd", "-f", "-v"]\n',
    exceptions: 'A stage may replace the CMD of the stage it starts from.',
  },
  messages: { superseded: 'Only the last {keyword} of a stage counts, so this one does nothing. Remove it.' },
  check(file, report) {
    reportSuperseded(file, 'CMD', (at, details) => report(at, 'superseded', details));
  },
});
