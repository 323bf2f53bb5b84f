import { cudaVersionMismatch } from '../../../server/src/lint/rules/dockerfile/cuda-version-mismatch';
import { checkRule } from '../../helpers/rules';

describe('cuda-version-mismatch', () => {
  it('marks the word that names another version', () => {
    checkRule(cudaVersionMismatch, `
FROM nvidia/cuda:12.1.0-runtime-ubuntu22.04 AS base
RUN pip install torch==2.4.0+cu124 torchvision==0.19.0+cu121
                ^^^^^^^^^^^^^^^^^^ warning cuda-version-mismatch/mismatch
FROM base
RUN pip install --extra-index-url https://download.pytorch.org/whl/cu118 xformers
                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning cuda-version-mismatch/mismatch
RUN uv pip install --torch-backend=cu118 torch
                   ^^^^^^^^^^^^^^^^^^^^^ warning cuda-version-mismatch/mismatch
RUN conda install -y pytorch pytorch-cuda=11.8
                             ^^^^^^^^^^^^^^^^^ warning cuda-version-mismatch/mismatch
`);
  });

  it('accepts older minor versions, and knows nothing of other images', () => {
    checkRule(cudaVersionMismatch, `
FROM nvidia/cuda:12.6.0-runtime-ubuntu22.04
RUN pip install --index-url https://download.pytorch.org/whl/cu121 torch
RUN pip install --index-url https://download.pytorch.org/whl/cpu torch==2.1.0
FROM nvidia/cuda:latest
RUN pip install torch==2.4.0+cu118
FROM python:3.14
RUN pip install torch==2.4.0+cu118
`);
  });
});
