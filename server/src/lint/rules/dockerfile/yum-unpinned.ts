import { reportUnpinned } from '../../shell/unpinned';
import { defineRule } from '../../rule';

export const yumUnpinned = defineRule({
  name: 'yum-unpinned',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3033'], kics: ['yum_install_without_version'], droast: ['DF005'] },
  docs: {
    what: 'yum installs a package without saying which version.',
    why: 'The newest version at build time is taken, so two builds of one Dockerfile differ, and a bad release arrives unasked.',
    bad: 'FROM rockylinux:9\nRUN yum install -y curl && yum clean all\nUSER 10001\n',
    good: 'FROM rockylinux:9\nRUN yum install -y curl-7.76.1 && yum clean all\nUSER 10001\n',
    exceptions: 'Files, addresses, requirement and constraint files, releases (/testing) and versions from variables are accepted. Distributions delete old versions from their mirrors, so exact pins break builds later: many teams pin the base image by digest instead, which is why rules of this kind are off by default.',
  },
  messages: {
    unpinned: '{package} comes in whatever version is newest at build time. Name a version.',
  },
  check(file, report) {
    reportUnpinned(file, report, ['yum']);
  },
});
