import { reportQuestions } from '../../shell/assume-yes';
import { defineRule } from '../../rule';

export const dnfNoYes = defineRule({
  name: 'dnf-no-yes',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3038'], kics: ['missing_flag_from_dnf_install'], semgrep: ['missing-dnf-assume-yes-switch'] },
  docs: {
    what: 'dnf changes packages without an option that answers its questions.',
    why: 'A build has nobody to ask: dnf waits for an answer on its standard input, gets none and stops the build.',
    bad: 'FROM rockylinux:9\nRUN dnf install curl && dnf clean all\nUSER 10001\n',
    good: 'FROM rockylinux:9\nRUN dnf install -y curl && dnf clean all\nUSER 10001\n',
    exceptions: 'Every way of saying yes in advance is accepted, and so is input from `yes`.',
  },
  messages: {
    asks: '{command} asks before it acts, and a build cannot answer. Add {option}.',
  },
  check(file, report) {
    reportQuestions(file, report, ['dnf', 'microdnf', 'tdnf'], '-y');
  },
});
