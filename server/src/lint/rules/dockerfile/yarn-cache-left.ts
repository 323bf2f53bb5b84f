import { isInFinalImage } from '../../dockerfile/stages';
import { isSet, reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import { defineRule } from '../../rule';

const leftover: Leftover = {
  what: 'its download cache',
  managers: ['yarn'],
  actions: ['install', 'restore'],
  directories: ['/.cache/yarn', '/.yarn', '/usr/local/share/.cache'],
  cleans: (call) => call.manager.name === 'yarn' && call.action === 'clean',
  cleaner: () => 'yarn cache clean',
  spares: (call, instruction) => call.has('--cache-folder', '--help') || isSet('YARN_CACHE_FOLDER', call, instruction),
};

export const yarnCacheLeft = defineRule({
  name: 'yarn-cache-left',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'strict',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3060'], kics: ['run_yarn_clean_after_yarn_install'], droast: ['DF055'] },
  docs: {
    what: 'yarn leaves its download cache in a layer of the final image.',
    why: 'Every package is in the image twice: in node_modules, and as an archive that nothing ever reads again.',
    bad: 'FROM node:24-slim\nCOPY package.json yarn.lock /app/\nRUN yarn --cwd /app install --frozen-lockfile\nUSER 1000\n',
    good: 'FROM node:24-slim\nCOPY package.json yarn.lock /app/\nRUN yarn --cwd /app install --frozen-lockfile && yarn cache clean\nUSER 1000\n',
    exceptions: 'A cache or tmpfs mount over the cache is accepted, and so is its removal later in the same RUN. A cache that is put elsewhere (--cache-folder, YARN_CACHE_FOLDER) is not judged.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    reportLeftovers(file, report, leftover, (instruction) => isInFinalImage(file, instruction.stage));
  },
});
