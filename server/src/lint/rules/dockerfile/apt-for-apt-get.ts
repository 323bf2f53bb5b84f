import { callsOf } from '../../shell/package-commands';
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
    exceptions: 'Subcommands that apt-get does not have (list, search, show) get no fix.',
  },
  messages: {
    apt: 'apt is made for people, and its interface may change. Use {replacement} in scripts.',
  },
  check(file, report) {
    for (const { call } of callsOf(file, ['apt'])) {
      const word = call.command.nameWord;
      const same = /^(?:install|reinstall|update|upgrade|full-upgrade|remove|purge|autoremove|clean|autoclean|build-dep|download|source)$/.test(call.subcommand);
      const replacement = same ? 'apt-get' : 'apt-cache or dpkg';
      const full = call.subcommand === 'full-upgrade';
      const edits = word.value === 'apt' && same && !full ? [{ span: word.span, newText: 'apt-get' }] : [];
      report(word.span, 'apt', { data: { replacement }, fixes: edits.length > 0 ? [{ title: 'Use apt-get', applicability: 'safe', edits }] : [] });
    }
  },
});
