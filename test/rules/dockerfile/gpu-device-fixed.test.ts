import { gpuDeviceFixed } from '../../../server/src/lint/rules/dockerfile/gpu-device-fixed';
import { checkFix, checkRule } from '../../helpers/rules';

describe('gpu-device-fixed', () => {
  it('marks the value', () => {
    checkRule(gpuDeviceFixed, `
FROM nvidia/cuda:12.9.1-runtime-ubuntu24.04 AS base
ENV NVIDIA_VISIBLE_DEVICES=all
                           ^^^ info gpu-device-fixed/redundant
ENV A=b CUDA_VISIBLE_DEVICES="0,1"
                             ^^^^^ warning gpu-device-fixed/fixed
FROM base
ENV NVIDIA_VISIBLE_DEVICES=all
ENV CUDA_VISIBLE_DEVICES=none
FROM debian:13
ARG DEVICES=0
ENV NVIDIA_VISIBLE_DEVICES=$DEVICES CUDA_VISIBLE_DEVICES=
ENV NVIDIA_VISIBLE_DEVICES=all
`);
  });

  it('removes it', () => {
    checkFix(gpuDeviceFixed, 'FROM a\nENV CUDA_VISIBLE_DEVICES=0 \\\n    A=b\nENV A=b \\\n    CUDA_VISIBLE_DEVICES=0\nENV CUDA_VISIBLE_DEVICES=0\n', 'FROM a\nENV A=b\nENV A=b\n', 'unsafe');
  });
});
