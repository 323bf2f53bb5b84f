import { isKept } from '../../dockerfile/kept-stages';
import { isDevelopmentFile } from '../../dockerfile/stage-purpose';
import { isCleanedUp, isMounted } from '../../shell/leftovers';
import type { PackageInstall } from '../../shell/managers';
import { actionSpan, callsOf, optionFix } from '../../shell/package-commands';
import { defineRule } from '../../rule';
import { isNeverPulled } from '../../workspace/purpose';

const caches = { directories: ['/var/cache/apk', '/etc/apk/cache'], cleans: (call: PackageInstall) => call.manager.name === 'apk' && call.action === 'clean' };

export const apkNoCache = defineRule({
  name: 'apk-no-cache',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
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
    exceptions: 'A cache or tmpfs mount over /var/cache/apk is accepted, and so is its removal later in the same RUN. Only stages that end up in an image are judged.',
  },
  messages: {
    cache: 'apk add keeps its package index in the layer. Add --no-cache.',
    updated: 'apk update and apk add keep the package index in the layer. Take apk update out, and give --no-cache to the others, which then fetch it themselves.',
  },
  check(file, report, { workspace }) {
    if (isNeverPulled(file.uri, workspace) || isDevelopmentFile(file)) return;
    for (const { instruction, call } of callsOf(file, ['apk'], 'install')) {
      if (call.has('--no-cache', '--no-network') || !isKept(file, instruction) || isMounted(instruction, caches.directories) || isCleanedUp(instruction, call, caches)) continue;
      // The index of an update stays whatever apk add is told.
      const updated = callsOf(file, ['apk'], 'update').some((other) => other.instruction === instruction && other.call.command.span.start < call.command.span.start && !other.call.has('--no-cache'));
      report(actionSpan(call), updated ? 'updated' : 'cache', { fixes: updated ? [] : optionFix(call, ['--no-cache']) });
    }
  },
});
