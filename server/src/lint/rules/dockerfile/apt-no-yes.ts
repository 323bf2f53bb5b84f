import { reportQuestions } from '../../shell/assume-yes';
import { defineRule } from '../../rule';

export const aptNoYes = defineRule({
  name: 'apt-no-yes',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3014'], trivy: ['DS-0021'], kics: ['apt_get_missing_flags_to_avoid_manual_input'], semgrep: ['missing-assume-yes-switch'], droast: ['DF015'] },
  docs: {
    what: 'apt-get changes packages without an option that answers its questions.',
    why: 'A build has nobody to ask: where anything beyond the named packages would be installed or removed, apt-get waits for an answer on its standard input, gets none and stops the build.',
    bad: 'FROM debian:13\nRUN apt-get update && apt-get install --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'Every way of saying yes in advance is accepted, and so is input from `yes`.',
  },
  messages: {
    asks: '{command} asks before it {what}, and a build cannot answer. Add {option}.',
  },
  check(file, report) {
    reportQuestions(file, report, ['apt-get', 'apt', 'aptitude'], '-y');
  },
});
