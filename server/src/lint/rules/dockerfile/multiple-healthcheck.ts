import { reportSuperseded } from '../../dockerfile/superseded';
import { defineRule } from '../../rule';

export const multipleHealthcheck = defineRule({
  name: 'multiple-healthcheck',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {
    hadolint: ['DL3012'], buildkit: ['MultipleInstructionsDisallowed'], trivy: ['DS-0023'], kics: ['do_not_use_multiple_healthcheck'],
    'dockerfile-utils': ['MULTIPLE_INSTRUCTIONS'], droast: ['DF041'],
  },
  fix: 'safe',
  docs: {
    what: 'A stage has more than one HEALTHCHECK.',
    why: 'Only the last one counts. The others do nothing, and whoever edits one of them wonders why nothing changes.',
    bad: 'FROM alpine:3.24\nUSER 10001\nHEALTHCHECK CMD ["true"]\nHEALTHCHECK CMD ["wget", "-qO", "/dev/null", "http://localhost:8080/"]\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nHEALTHCHECK CMD ["wget", "-qO", "/dev/null", "http://localhost:8080/"]\nCMD ["httpd", "-f"]\n',
    exceptions: 'A stage may replace the HEALTHCHECK of the stage it starts from.',
  },
  messages: { superseded: 'Only the last {keyword} of a stage counts, so this one does nothing. Remove it.' },
  check(file, report) {
    reportSuperseded(file, 'HEALTHCHECK', (at, details) => report(at, 'superseded', details));
  },
});
