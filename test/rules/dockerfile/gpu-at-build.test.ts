import { gpuAtBuild } from '../../../server/src/lint/rules/dockerfile/gpu-at-build';
import { checkRule } from '../../helpers/rules';

describe('gpu-at-build', () => {
  it('marks commands and Python', () => {
    checkRule(gpuAtBuild, `
FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04
RUN apt-get update && nvidia-smi | grep CUDA
                      ^^^^^^^^^^ warning gpu-at-build/query
RUN python3 -c "import torch; assert torch.cuda.is_available()"
                                     ^^^^^^^^^^^^^^^^^^^^^^^ warning gpu-at-build/query
RUN --device=nvidia.com/gpu=all nvidia-smi
RUN <<EOF
# torch.cuda.is_available()
echo torch.cuda
EOF
CMD ["nvidia-smi"]
`);
  });

  it('takes what is only printed calmly', () => {
    checkRule(gpuAtBuild, `
FROM pytorch/pytorch:2.9.1-cuda12.8-cudnn9-runtime
RUN python -c "\\
import torch; \\
print('GPU at build:', torch.cuda.is_available()); \\
                       ^^^^^^^^^^^^^^^^^^^^^^^ info gpu-at-build/printed
"
RUN python -c "print(torch.cuda.is_available()); x = torch.cuda.device_count()"
                     ^^^^^^^^^^^^^^^^^^^^^^^ warning gpu-at-build/query
`);
  });
});
