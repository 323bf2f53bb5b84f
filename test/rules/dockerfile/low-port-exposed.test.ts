import { lowPortExposed } from '../../../server/src/lint/rules/dockerfile/low-port-exposed';
import { checkClean, checkRule } from '../../helpers/rules';

describe('low-port-exposed', () => {
  it('marks ports below 1024', () => {
    checkRule(lowPortExposed, `
FROM alpine:3.24 AS base
EXPOSE 80
       ^^ info low-port-exposed/low
FROM base
EXPOSE 8080 443/tcp 514/udp 20-25
            ^^^^^^^ info low-port-exposed/low
                    ^^^^^^^ info low-port-exposed/low
                            ^^^^^ info low-port-exposed/low
USER app
`);
  });

  it('is silent for root, unknown users and programs with the capability', () => {
    checkClean(lowPortExposed, 'FROM alpine:3.24\nEXPOSE 80\n');
    checkClean(lowPortExposed, 'FROM alpine:3.24\nEXPOSE 80\nARG U\nUSER $U\n');
    checkClean(lowPortExposed, 'FROM alpine:3.24\nRUN setcap cap_net_bind_service=+ep /usr/bin/x\nEXPOSE 80\nUSER app\n');
  });
});
