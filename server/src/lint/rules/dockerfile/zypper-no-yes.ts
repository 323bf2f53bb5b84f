import { reportQuestions } from '../../shell/assume-yes';
import { defineRule } from '../../rule';

export const zypperNoYes = defineRule({
  name: 'zypper-no-yes',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3034'], kics: ['missing_zypper_non_interactive_switch'], semgrep: ['missing-zypper-no-confirm-switch'], droast: ['DF043'] },
  docs: {
    what: 'zypper changes packages without an option that answers its questions.',
    why: 'A build has nobody to ask: zypper waits for an answer on its standard input, gets none and stops the build.',
    bad: 'FROM opensuse/leap:16.0\nRUN zypper install curl && zypper clean\nUSER 10001\n',
    good: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl && zypper clean\nUSER 10001\n',
    exceptions: 'Every way of saying yes in advance is accepted, and so is input from `yes`.',
  },
  messages: {
    asks: '{command} asks before it acts, and a build cannot answer. Add {option}.',
  },
  check(file, report) {
    reportQuestions(file, report, ['zypper'], '-y');
  },
});
