import { reportQuestions } from '../../shell/assume-yes';
import { defineRule } from '../../rule';

export const yumNoYes = defineRule({
  name: 'yum-no-yes',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3030'], kics: ['yum_install_allows_manual_input'], semgrep: ['missing-yum-assume-yes-switch'], droast: ['DF027'] },
  docs: {
    what: 'yum changes packages without an option that answers its questions.',
    why: 'A build has nobody to ask: yum waits for an answer on its standard input, gets none and stops the build.',
    bad: 'FROM rockylinux:9\nRUN yum install curl && yum clean all\nUSER 10001\n',
    good: 'FROM rockylinux:9\nRUN yum install -y curl && yum clean all\nUSER 10001\n',
    exceptions: 'Every way of saying yes in advance is accepted, and so is input from `yes`.',
  },
  messages: {
    asks: '{command} asks before it acts, and a build cannot answer. Add {option}.',
  },
  check(file, report) {
    reportQuestions(file, report, ['yum'], '-y');
  },
});
