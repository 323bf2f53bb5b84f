import { cudaBase } from '../../dockerfile/cuda';
import { callsOf } from '../../shell/package-commands';
import { defineRule } from '../../rule';

const inRuntime = /^cuda-(?:runtime|libraries|compat|cudart|nvtx)(?:-\d+)*$/;
const inDevel = /^(?:cuda-(?:toolkit|nvcc|minimal-build|command-line-tools|compiler|libraries-dev|cudart-dev|nvml-dev|nvprof)(?:-\d+)*|nvidia-cuda-toolkit)$/;

export const cudaPackageRedundant = defineRule({
  name: 'cuda-package-redundant',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'info',
  category: 'packages',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { tally: ['gpu/no-redundant-cuda-install'] },
  docs: {
    what: 'A CUDA package is installed that the base image already has.',
    why: 'The package brings the toolkit a second time, often in another version than that of the image: gigabytes more, and two sets of libraries of which the wrong one may be found first.',
    bad: 'FROM nvidia/cuda:12.9.1-devel-ubuntu24.04\nRUN apt-get update && apt-get install -y --no-install-recommends cuda-toolkit-12-9 && rm -rf /var/lib/apt/lists/* && nvcc --version\nUSER 10001\n',
    good: 'FROM nvidia/cuda:12.9.1-devel-ubuntu24.04\nRUN nvcc --version\nUSER 10001\n',
    exceptions: 'Judged by the flavour in the tag of nvidia/cuda (runtime, devel, cudnn), for stages right on that image. Packages that the flavour lacks are not reported.',
  },
  messages: {
    redundant: '{package} is already in {image}. Leave it out, or start from a smaller flavour of the image.',
  },
  check(file, report) {
    for (const { instruction, call } of callsOf(file, ['apt-get', 'apt', 'yum', 'dnf', 'microdnf', 'zypper'], 'install')) {
      const base = instruction.stage?.base.kind === 'image' ? cudaBase(instruction.stage) : undefined;
      if (!base || base.flavor === 'base') continue;
      for (const item of call.packages) {
        if (item.kind !== 'package' || item.removes) continue;
        const redundant = inRuntime.test(item.name) || (base.flavor === 'devel' && inDevel.test(item.name)) || (base.cudnn && /^libcudnn\d*(?:-|$)/.test(item.name));
        if (redundant) report(item.word.span, 'redundant', { data: { package: item.name, image: base.image.text } });
      }
    }
  },
});
