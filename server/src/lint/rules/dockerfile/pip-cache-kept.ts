import type { Instruction } from '../../dockerfile/model';
import { isKept } from '../../dockerfile/kept-stages';
import { isCleanedUp, isMounted, isSet } from '../../shell/leftovers';
import type { PackageInstall } from '../../shell/managers';
import { actionSpan, callsOf, optionFix } from '../../shell/package-commands';
import { isRoot } from '../../workspace/users';
import { defineRule } from '../../rule';

const caches = { directories: ['/.cache/pip'], cleans: (call: PackageInstall) => call.manager.name === 'pip' && call.action === 'clean' };

/** Whose home directory that is, the base image says. */
function isOther({ before }: Instruction): boolean {
  return before.user !== undefined && !isRoot(before.user.user ?? '');
}

export const pipCacheKept = defineRule({
  name: 'pip-cache-kept',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'safe',
  sources: { hadolint: ['DL3042'], kics: ['pip_install_keeping_cached_packages'], semgrep: ['missing-pip-no-cache-dir'], droast: ['DF030'] },
  docs: {
    what: 'pip install keeps its download cache in the layer.',
    why: 'Downloaded and built wheels are never used again inside the image, and they make it larger.',
    bad: 'FROM python:3.14-slim\nRUN pip install django==5.2.8\nUSER 10001\n',
    good: 'FROM python:3.14-slim\nRUN pip install --no-cache-dir django==5.2.8\nUSER 10001\n',
    exceptions: 'PIP_NO_CACHE_DIR is accepted, and so is a cache mount over the directory or its removal later in the same RUN. Only stages that end up in an image are judged.',
  },
  messages: {
    cache: 'pip keeps what it downloaded in the layer. Add --no-cache-dir, or mount a cache over {directory}.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['pip'], 'install', 'download')) {
      if (call.has('--no-cache-dir') || !isKept(file, instruction) || isSet('PIP_NO_CACHE_DIR', call, instruction)) continue;
      if (isMounted(instruction, caches.directories) || isCleanedUp(instruction, call, caches)) continue;
      report(actionSpan(call), 'cache', { data: { directory: isOther(instruction) ? '.cache/pip of this user' : '/root/.cache/pip' }, fixes: optionFix(call, ['--no-cache-dir']) });
    }
  },
});
