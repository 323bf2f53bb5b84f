import { cleansAll, reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import { defineRule } from '../../rule';

/** Since RHEL 8 yum is dnf by another name. */
const leftover: Leftover = {
  what: 'its metadata and cache',
  managers: ['yum'],
  actions: ['install', 'upgrade', 'dist-upgrade', 'build-dep', 'update'],
  directories: ['/var/cache/yum', '/var/cache/dnf'],
  cleans: (call) => (call.manager.name === 'yum' || call.manager.name === 'dnf') && cleansAll(call),
  cleaner: () => 'yum clean all',
};

export const yumCacheLeft = defineRule({
  name: 'yum-cache-left',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3032'], trivy: ['DS-0015'], kics: ['yum_clean_all_missing'], semgrep: ['missing-yum-clean-all'], droast: ['DF047', 'DF004'] },
  docs: {
    what: 'yum leaves its package lists or cache in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM rockylinux:9\nRUN yum install -y curl\nUSER 10001\n',
    good: 'FROM rockylinux:9\nRUN yum install -y curl && yum clean all\nUSER 10001\n',
    exceptions: 'A cache or tmpfs mount over the directory is accepted, and so is any removal of it later in the same RUN, or a script that says it cleans. Only stages that end up in an image are judged.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report) {
    reportLeftovers(file, report, leftover);
  },
});
