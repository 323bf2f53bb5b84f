import { byInstruction, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const aptForAptGet = defineRule({
  name: 'apt-for-apt-get',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3027'], checkov: ['CKV_DOCKER_9'], kics: ['run_using_apt'], semgrep: ['prefer-apt-get'], droast: ['DF059'] },
  docs: {
    what: 'A RUN uses `apt`, which is made for people at a terminal.',
    why: 'The interface of apt may change between releases, as it says itself in a warning; scripts use apt-get and apt-cache.',
    bad: 'FROM debian:13\nRUN apt update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    good: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*\nUSER 10001\n',
    exceptions: 'Several calls of one RUN are told once. Subcommands that apt-get does not have (list, search, show) get no fix.',
  },
  messages: {
    apt: 'apt is made for people, and its interface may change. Use {replacement} in scripts.',
  },
  check(file, report) {
    for (const { calls } of byInstruction(callsOf(file, ['apt']))) {
      const same = calls.filter(({ subcommand }) => shared.test(subcommand));
      const first = same[0] ?? calls[0]!;
      // The name of its full-upgrade is another one, so that it is left to be written by hand.
      const edits = same.flatMap(({ command: { nameWord }, subcommand }) => (nameWord.value === 'apt' && subcommand !== 'full-upgrade' ? [{ span: nameWord.span, newText: 'apt-get' }] : []));
      const fixes = edits.length > 0 ? [{ title: edits.length > 1 ? `Use apt-get in all ${edits.length} places of this RUN` : 'Use apt-get', applicability: 'safe' as const, edits }] : [];
      report(first.command.nameWord.span, 'apt', { data: { replacement: same.length > 0 ? 'apt-get' : 'apt-cache or dpkg' }, fixes });
    }
  },
});

/** What apt-get does under the same name. */
const shared = /^(?:install|reinstall|update|upgrade|full-upgrade|remove|purge|autoremove|clean|autoclean|build-dep|download|source)$/;
