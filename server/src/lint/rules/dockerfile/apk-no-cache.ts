import { actionSpan, addOption, callsOf, mountsOver } from '../../shell/package-commands';
import { defineRule } from '../../rule';

export const apkNoCache = defineRule({
  name: 'apk-no-cache',
  target: 'dockerfile',
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3019'], trivy: ['DS-0025'], kics: ['apk_add_using_local_cache_path'], semgrep: ['missing-apk-no-cache'], dockle: ['DKL-DI-0004'], droast: ['DF029'] },
  docs: {
    what: 'apk add keeps its download cache in the layer.',
    why: 'The index is out of date the next day and makes the image larger for nothing.',
    bad: 'FROM alpine:3.24\nRUN apk add curl\nUSER 10001\n',
    good: 'FROM alpine:3.24\nRUN apk add --no-cache curl\nUSER 10001\n',
    exceptions: 'A cache mount over the directory is accepted, and so is the setting as a variable. Only stages whose layers get into the final image are judged.',
  },
  messages: {
    cache: 'apk add keeps its package index in the layer. Add --no-cache.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['apk'], 'install')) {
      if (!instruction.stage || !file.finalStage?.chain.some((stage) => stage.index === instruction.stage!.index)) continue;
      if (call.has('--no-cache') || mountsOver(instruction, '/var/cache/apk', '/etc/apk/cache')) continue;
      report(actionSpan(call), 'cache', { fixes: [{ title: 'Add --no-cache', applicability: 'safe', edits: [addOption(call, '--no-cache')] }] });
    }
  },
});
