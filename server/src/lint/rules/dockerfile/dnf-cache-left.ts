import { cleansAll, reportLeftovers } from '../../shell/leftovers';
import type { Leftover } from '../../shell/leftovers';
import { defineRule } from '../../rule';
import { isNeverPulled } from '../../workspace/purpose';

/** microdnf and tdnf have caches of their own. */
const leftover: Leftover = {
  what: 'its metadata and cache',
  managers: ['dnf', 'microdnf', 'tdnf'],
  actions: ['install', 'upgrade', 'dist-upgrade', 'build-dep', 'update'],
  directories: ['/var/cache/dnf', '/var/cache/libdnf5', '/var/cache/yum', '/var/cache/tdnf'],
  cleans: (call, by) => (call.manager === by.manager || (call.manager.name === 'yum' && by.manager.name === 'dnf')) && cleansAll(call),
  cleaner: (by) => `${by.command.name} clean all`,
};

export const dnfCacheLeft = defineRule({
  name: 'dnf-cache-left',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3040'], trivy: ['DS-0019', 'DS-0027'], kics: ['missing_dnf_clean_all'], semgrep: ['missing-dnf-clean-all'], droast: ['DF046'] },
  docs: {
    what: 'dnf leaves its package lists or cache in the layer.',
    why: 'What stays there makes the image larger and is out of date the next day. A later RUN cannot take it out again, since every instruction is a layer of its own.',
    bad: 'FROM rockylinux:9\nRUN dnf install -y curl\nUSER 10001\n',
    good: 'FROM rockylinux:9\nRUN dnf install -y curl && dnf clean all\nUSER 10001\n',
    exceptions: 'A cache or tmpfs mount over the directory is accepted, and so is any removal of it later in the same RUN, or a script that says it cleans. Only stages that end up in an image are judged.',
  },
  messages: {
    left: '{command} leaves {what} in this layer, of no use in the image. Add {cleaner} at the end of the same RUN, or mount a cache.',
  },
  check(file, report, { workspace }) {
    if (isNeverPulled(file.uri, workspace)) return;
    reportLeftovers(file, report, leftover);
  },
});
