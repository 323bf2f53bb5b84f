import { reportUnpinned } from '../../shell/unpinned';
import { defineRule } from '../../rule';

export const npmUnpinned = defineRule({
  name: 'npm-unpinned',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3016'], kics: ['npm_install_without_pinned_version'] },
  docs: {
    what: 'npm installs a package without saying which version.',
    why: 'The newest version at build time is taken, so two builds of one Dockerfile differ, and a bad release arrives unasked.',
    bad: 'FROM node:24-slim\nRUN npm install -g typescript\nUSER 10001\n',
    good: 'FROM node:24-slim\nRUN npm install -g typescript@5.9.3\nUSER 10001\n',
    exceptions: 'Files, addresses, requirement and constraint files, releases (/testing) and versions from variables are accepted. Distributions delete old versions from their mirrors, so exact pins break builds later: many teams pin the base image by digest instead, which is why rules of this kind are off by default.',
  },
  messages: {
    unpinned: '{package} comes in whatever version is newest at build time. Name a version.',
  },
  check(file, report) {
    reportUnpinned(file, report, ['npm', 'pnpm', 'yarn', 'bun']);
  },
});
