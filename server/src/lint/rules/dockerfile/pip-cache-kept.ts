import type { Instruction } from '../../dockerfile/model';
import { isKept } from '../../dockerfile/kept-stages';
import { isCleanedUp, isMounted, isSet } from '../../shell/leftovers';
import type { PackageInstall } from '../../shell/managers';
import { actionSpan, byInstruction, callsOf, optionFix } from '../../shell/package-commands';
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
    exceptions: 'Several calls of one RUN are told once. PIP_NO_CACHE_DIR is accepted whatever its value, since pip takes even `off` for a yes, and the short form `--no-cache`, and so is a cache mount over the directory or its removal later in the same RUN. Only stages that end up in an image are judged.',
  },
  messages: {
    cache: 'pip keeps what it downloaded in the layer. Add --no-cache-dir, or mount a cache over {directory}.',
  },
  check(file, report) {
    for (const { instruction, calls } of byInstruction(callsOf(file, ['pip'], 'install', 'download'))) {
      if (!isKept(file, instruction) || isMounted(instruction, caches.directories)) continue;
      const keeping = calls.filter((call) => !leavesNone(call) && !isSet('PIP_NO_CACHE_DIR', call, instruction) && !isCleanedUp(instruction, call, caches));
      if (keeping.length === 0) continue;
      // They all fill the one cache of this layer: once is enough.
      report(actionSpan(keeping[0]!), 'cache', { data: { directory: isOther(instruction) ? '.cache/pip of this user' : '/root/.cache/pip' }, fixes: optionFix(keeping, ['--no-cache-dir']) });
    }
  },
});

/** pip takes long options cut short, as long as they are clear: `--no-cache` is written as often as the whole. */
function leavesNone(call: PackageInstall): boolean {
  return call.options.some(({ name }) => name.length >= '--no-ca'.length && '--no-cache-dir'.startsWith(name));
}
