import { reportMoving } from '../../shell/unpinned';
import { defineRule } from '../../rule';

export const npmMovingVersion = defineRule({
  name: 'npm-moving-version',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'none',
  sources: { hadolint: ['DL3016'] },
  docs: {
    what: 'npm installs a package at a tag such as latest, or from a repository without a commit.',
    why: 'What stands there looks like a version, but its owner moves it: two builds of one Dockerfile differ, and a bad release arrives unasked.',
    bad: 'FROM node:24-slim\nRUN npm install -g typescript@latest\nUSER 1000\n',
    good: 'FROM node:24-slim\nRUN npm install -g typescript@5.9.3\nUSER 1000\n',
    exceptions: 'Packages with nothing behind the name are for npm-unpinned. Files, ranges and versions from variables are accepted.',
  },
  messages: {
    moving: '{package} is whatever its owner put there last. Name a version or a commit.',
  },
  check(file, report) {
    reportMoving(file, report, ['npm', 'pnpm', 'yarn', 'bun']);
  },
});
