import { cudaDevelFinal } from '../../../server/src/lint/rules/dockerfile/cuda-devel-final';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('cuda-devel-final', () => {
  it('marks the flavour of the final stage', () => {
    checkRule(cudaDevelFinal, `
FROM nvidia/cuda:12.2.0-devel-ubuntu22.04 AS build
RUN pip install x
FROM nvidia/cuda:12.2.0-cudnn-devel-ubuntu22.04
                              ^^^^^ info cuda-devel-final/devel
RUN pip install torch
`);
  });

  it('is silent where something is compiled', () => {
    for (const run of ['nvcc -o app main.cu', 'make all', 'apt-get update && apt-get install -y build-essential', 'apt-get update && apt-get install -y clang-6.0', './build.sh', 'cmake -B build']) {
      checkClean(cudaDevelFinal, `FROM nvidia/cuda:12.2.0-devel-ubuntu22.04\nRUN ${run}\n`);
    }
    checkClean(cudaDevelFinal, 'FROM nvidia/cuda:12.2.0-runtime-ubuntu22.04\nRUN x\n');
  });

  it('takes the runtime', () => {
    checkFix(cudaDevelFinal, 'FROM nvidia/cuda:12.2.0-devel-ubuntu22.04\n', 'FROM nvidia/cuda:12.2.0-runtime-ubuntu22.04\n', 'unsafe');
  });
});
