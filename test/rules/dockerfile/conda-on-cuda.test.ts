import { condaOnCuda } from '../../../server/src/lint/rules/dockerfile/conda-on-cuda';
import { checkRule } from '../../helpers/rules';

describe('conda-on-cuda', () => {
  it('marks the first call of a stage on a GPU image', () => {
    checkRule(condaOnCuda, `
FROM nvidia/cuda:12.1.0-devel-ubuntu22.04
RUN conda install -y numpy
          ^^^^^^^ hint conda-on-cuda/conda
RUN mamba install -y torch
FROM debian:13
RUN conda install -y numpy
`);
  });
});
