import { nvidiaRuntimeInImage } from '../../../server/src/lint/rules/dockerfile/nvidia-runtime-in-image';
import { checkRule } from '../../helpers/rules';

describe('nvidia-runtime-in-image', () => {
  it('marks the package', () => {
    checkRule(nvidiaRuntimeInImage, `
FROM debian:13
RUN apt-get install -y libnvidia-container1 curl && microdnf install -y nvidia-container-toolkit
                       ^^^^^^^^^^^^^^^^^^^^ warning nvidia-runtime-in-image/runtime
                                                                        ^^^^^^^^^^^^^^^^^^^^^^^^ warning nvidia-runtime-in-image/runtime
CMD ["nvidia-container-toolkit"]
`);
  });
});
