import { isKept } from '../../dockerfile/kept-stages';
import type { Instruction } from '../../dockerfile/model';
import { isCleanedUp } from '../../shell/leftovers';
import type { PackageInstall } from '../../shell/managers';
import { actionSpan, callsOf, mountsOver, optionFix } from '../../shell/package-commands';
import { commandsOf } from '../../shell/scripts';
import { defineRule } from '../../rule';

export const pipCacheKept = defineRule({
  name: 'pip-cache-kept',
  target: 'dockerfile',
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
    cache: 'pip keeps what it downloaded in the layer. Add --no-cache-dir, or mount a cache over /root/.cache/pip.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['pip'], 'install', 'download')) {
      if (call.has('--no-cache-dir') || !isKept(file, instruction) || isSwitchedOff(instruction, call)) continue;
      if (mountsOver(instruction, '/root/.cache/pip') || instruction.mounts.some((mount) => mount.type === 'cache' && /\bpip\b/.test(mount.option('target', 'dst', 'destination')?.value ?? ''))) continue;
      if (isCleanedUp(instruction, call, caches)) continue;
      report(actionSpan(call), 'cache', { fixes: optionFix(call, ['--no-cache-dir']) });
    }
  },
});

const caches = { directories: ['/.cache/pip'], cleans: (call: PackageInstall) => call.manager.name === 'pip' && call.action === 'clean' };

/** PIP_NO_CACHE_DIR of the file, of the command, or exported before it. An unknown value may be one that says so. */
function isSwitchedOff(instruction: Instruction, call: PackageInstall): boolean {
  const settings = [
    ...call.command.assignments.map(({ name, value }) => ({ name, value: value?.value })),
    ...commandsOf(instruction)
      .filter((command) => command.name === 'export' && command.index < call.command.index)
      .flatMap((command) => command.args.map((word) => ({ name: word.text.split('=')[0], value: word.value?.replace(/^[^=]*=/, '') }))),
  ];
  const own = settings.find(({ name }) => name === 'PIP_NO_CACHE_DIR');
  const inherited = instruction.before.scope.lookup('PIP_NO_CACHE_DIR');
  if (own) return own.value === undefined || isYes(own.value);
  return inherited !== undefined && (inherited.value === undefined || isYes(inherited.value));
}

/** As pip reads a switch. */
function isYes(value: string): boolean {
  return !/^(?:|0|n|no|f|false|off)$/i.test(value);
}
