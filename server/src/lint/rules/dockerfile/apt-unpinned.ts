import { reportUnpinned } from '../../shell/unpinned';
import { defineRule } from '../../rule';

export const aptUnpinned = defineRule({
  name: 'apt-unpinned',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3008'], kics: ['apt_get_install_pin_version_not_defined'], droast: ['DF005'] },
  docs: {
    what: 'apt-get installs a package without saying which version.',
    why: 'The newest version at build time is taken, so two builds of one Dockerfile differ, and a bad release arrives unasked.',
    bad: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl=8.14.1-2 && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'Files, addresses, requirement and constraint files, releases (/testing) and versions from variables are accepted. Distributions delete old versions from their mirrors, so exact pins break builds later: many teams pin the base image by digest instead, which is why rules of this kind are off by default.',
  },
  messages: {
    unpinned: '{package} comes in whatever version is newest at build time. Name a version.',
  },
  check(file, report) {
    reportUnpinned(file, report, ['apt-get', 'apt', 'aptitude']);
  },
});
