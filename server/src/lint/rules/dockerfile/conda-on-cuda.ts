import { actionSpan, callLabel, callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';
import { rootBase } from '../../dockerfile/stages';

const gpuImage = /^docker\.io\/(?:nvidia\/cuda|pytorch\/pytorch)$|^nvcr\.io\/nvidia\//;

export const condaOnCuda = defineRule({
  name: 'conda-on-cuda',
  target: 'dockerfile',
  severity: 'hint',
  category: 'performance',
  preset: 'all',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['gpu/prefer-uv-over-conda'] },
  docs: {
    what: 'conda installs Python packages on an image that has CUDA.',
    why: 'conda brings CUDA libraries of its own, so that they are in the image twice. The wheels of PyPI use those of the image or bring what they need, and uv installs them faster.',
    bad: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nRUN conda install -y numpy transformers && conda clean -afy\nUSER 10001\n',
    good: 'FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04\nRUN uv pip install --no-cache numpy==2.3.4 transformers==4.57.1\nUSER 10001\n',
    exceptions: 'One finding a stage. Stay with conda where you need packages that are not on PyPI.',
  },
  messages: {
    conda: '{command} brings CUDA libraries of its own beside those of the image. Consider uv with wheels from PyPI.',
  },
  check(file, report) {
    const seen = new Set<number>();
    for (const { instruction, call } of callsOf(file, ['conda'], 'install')) {
      const { stage } = instruction;
      const base = stage && rootBase(stage);
      if (!stage || seen.has(stage.index) || base?.kind !== 'image' || !gpuImage.test(base.image.normalized) || call.packages.length === 0) continue;
      seen.add(stage.index);
      report(actionSpan(call), 'conda', { data: { command: callLabel(call) } });
    }
  },
});
