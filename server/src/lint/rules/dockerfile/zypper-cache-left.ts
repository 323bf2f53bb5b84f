import { reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import { defineRule } from '../../rule';

const leftover: Leftover = {
  what: 'its metadata and cache',
  managers: ['zypper'],
  actions: ['install', 'upgrade', 'dist-upgrade', 'build-dep', 'update', 'remove'],
  directories: ['/var/cache/zypp'],
  cleans: (call) => call.manager.name === 'zypper' && call.action === 'clean',
  cleaner: () => 'zypper clean --all',
};

export const zypperCacheLeft = defineRule({
  name: 'zypper-cache-left',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3036'], trivy: ['DS-0020'], kics: ['missing_zypper_clean'], semgrep: ['missing-zypper-clean'], droast: ['DF045'] },
  docs: {
    what: 'zypper leaves its package lists or cache in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl\nUSER 10001\n',
    good: 'FROM opensuse/leap:16.0\nRUN zypper install -y curl && zypper clean --all\nUSER 10001\n',
    exceptions: 'A cache or tmpfs mount over the directory is accepted, and so is any removal of it later in the same RUN, or a script that says it cleans. Only stages that end up in an image are judged.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    reportLeftovers(file, report, leftover);
  },
});
