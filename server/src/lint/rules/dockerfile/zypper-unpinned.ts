import { reportUnpinned } from '../../shell/unpinned';
import { defineRule } from '../../rule';

export const zypperUnpinned = defineRule({
  name: 'zypper-unpinned',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3037'], kics: ['zypper_install_without_version'] },
  docs: {
    what: 'zypper installs a package without saying which version.',
    why: 'The newest version at build time is taken, so two builds of one Dockerfile differ, and a bad release arrives unasked.',
    bad: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl && zypper clean\nUSER 10001\n',
    good: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl=8.6.0 && zypper clean\nUSER 10001\n',
    exceptions: 'Files, addresses, requirement and constraint files, releases (/testing) and versions from variables are accepted. Distributions delete old versions from their mirrors, so exact pins break builds later: many teams pin the base image by digest instead, which is why rules of this kind are off by default.',
  },
  messages: {
    unpinned: '{package} comes in whatever version is newest at build time. Name a version.',
  },
  check(file, report) {
    reportUnpinned(file, report, ['zypper']);
  },
});
