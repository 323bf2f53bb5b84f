import { driverCapabilitiesAll } from '../../../server/src/lint/rules/dockerfile/driver-capabilities-all';
import { checkFix, checkRule } from '../../helpers/rules';

describe('driver-capabilities-all', () => {
  it('goes by the last value', () => {
    checkRule(driverCapabilitiesAll, `
FROM debian:13
ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility
ENV NVIDIA_DRIVER_CAPABILITIES="all" A=b
                               ^^^^^ info driver-capabilities-all/all
FROM debian:13
ENV NVIDIA_DRIVER_CAPABILITIES=all
ENV NVIDIA_DRIVER_CAPABILITIES=compute
FROM debian:13
ARG CAPS=all
ENV NVIDIA_DRIVER_CAPABILITIES=$CAPS
`);
  });

  it('names two', () => {
    checkFix(driverCapabilitiesAll, 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES=all\n', 'FROM a\nENV NVIDIA_DRIVER_CAPABILITIES=compute,utility\n', 'unsafe');
  });
});
