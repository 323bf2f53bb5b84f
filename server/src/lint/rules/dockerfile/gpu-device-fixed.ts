import { removePair } from '../../dockerfile/remove-argument';
import { defineRule } from '../../rule';

export const gpuDeviceFixed = defineRule({
  name: 'gpu-device-fixed',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { tally: ['gpu/no-hardcoded-visible-devices'] },
  docs: {
    what: 'ENV fixes which GPUs the container sees.',
    why: 'Which GPUs there are is known where the container runs. On a host with fewer or other devices the container does not start or finds none; and a list in the image gets in the way of what the orchestrator assigns.',
    bad: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nENV CUDA_VISIBLE_DEVICES=0\nUSER 10001\n',
    good: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nUSER 10001\n',
    exceptions: 'void, none and an empty value switch GPUs off on purpose. Values with a variable are the choice of the build. `all` is reported on nvidia/cuda only, which sets it itself.',
  },
  messages: {
    fixed: '{name}={value} fixes the GPUs in the image. Give them when the container is run (--gpus).',
    redundant: '{name}=all is what {image} sets already. Remove it.',
  },
  check(file, report) {
    for (const instruction of file.all('ENV')) {
      for (const [index, pair] of instruction.pairs.entries()) {
        const name = pair.key.value;
        if ((name !== 'NVIDIA_VISIBLE_DEVICES' && name !== 'CUDA_VISIBLE_DEVICES') || !pair.value || pair.value.variables.length > 0) continue;
        const value = pair.value.value.trim();
        const edit = removePair(file, instruction, index);
        const fixes = edit ? [{ title: `Remove ${name}`, applicability: 'unsafe' as const, edits: [edit] }] : [];
        const base = instruction.stage?.base;
        if (/^all$/i.test(value)) {
          if (name === 'NVIDIA_VISIBLE_DEVICES' && base?.kind === 'image' && base.image.normalized === 'docker.io/nvidia/cuda') report(pair.value.span, 'redundant', { data: { name, image: base.image.path }, fixes, severity: 'info' });
        } else if (/^(?:\d+(?:,\d+)*|(?:GPU|MIG)-.+)$/i.test(value)) report(pair.value.span, 'fixed', { data: { name, value }, fixes });
      }
    }
  },
});
