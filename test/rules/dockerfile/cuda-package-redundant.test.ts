import { cudaPackageRedundant } from '../../../server/src/lint/rules/dockerfile/cuda-package-redundant';
import { checkRule } from '../../helpers/rules';

describe('cuda-package-redundant', () => {
  it('goes by the flavour of the image', () => {
    checkRule(cudaPackageRedundant, `
FROM nvidia/cuda:12.2.0-cudnn-devel-ubuntu22.04
RUN apt-get install -y cuda-nvcc-12-2 libcudnn8 tensorrt barracuda
                       ^^^^^^^^^^^^^^ info cuda-package-redundant/redundant
                                      ^^^^^^^^^ info cuda-package-redundant/redundant
FROM nvidia/cuda:12.2.0-runtime-ubuntu22.04
RUN apt-get install -y cuda-libraries-12-2 cuda-toolkit libcudnn8
                       ^^^^^^^^^^^^^^^^^^^ info cuda-package-redundant/redundant
FROM nvidia/cuda:12.2.0-base-ubuntu22.04
RUN apt-get install -y cuda-libraries-12-2 cuda-toolkit
FROM debian:13
RUN apt-get install -y cuda-toolkit
`);
  });
});
