import { npmInstall } from '../../../server/src/lint/rules/dockerfile/npm-install';
import { checkFix, checkRule } from '../../helpers/rules';

describe('npm-install', () => {
  it('marks the subcommand', () => {
    checkRule(npmInstall, `
FROM node:24
RUN npm i --quiet && npm ci && npm install -g x && npm install x && npm install --omit=dev
        ^ info npm-install/install
`);
  });

  it('needs the lock file for the fix', () => {
    checkFix(npmInstall, 'FROM node:24\nCOPY package.json package-lock.json ./\nRUN npm install --quiet\nFROM node:24\nCOPY package.json ./\nRUN npm install\n', 'FROM node:24\nCOPY package.json package-lock.json ./\nRUN npm ci --quiet\nFROM node:24\nCOPY package.json ./\nRUN npm install\n', 'unsafe');
  });
});
