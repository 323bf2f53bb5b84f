import { actionSpan, addOption, callsOf, mountsOver } from '../../shell/package-commands';
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
    exceptions: 'A cache mount over the directory is accepted, and so is the setting as a variable. Only stages whose layers get into the final image are judged.',
  },
  messages: {
    cache: 'pip keeps what it downloaded in the layer. Add --no-cache-dir, or mount a cache over /root/.cache/pip.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['pip'], 'install')) {
      if (!instruction.stage || !file.finalStage?.chain.some((stage) => stage.index === instruction.stage!.index)) continue;
      if (call.has('--no-cache-dir') || mountsOver(instruction, '/root/.cache/pip', '/root/.cache')) continue;
      const variable = instruction.before.scope.lookup('PIP_NO_CACHE_DIR')?.value;
      if ((variable !== undefined && variable !== '') || call.command.assignments.some((assignment) => assignment.name === 'PIP_NO_CACHE_DIR')) continue;
      report(actionSpan(call), 'cache', { fixes: [{ title: 'Add --no-cache-dir', applicability: 'safe', edits: [addOption(call, '--no-cache-dir')] }] });
    }
  },
});
