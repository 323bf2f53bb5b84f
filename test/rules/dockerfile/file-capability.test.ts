import { fileCapability } from '../../../server/src/lint/rules/dockerfile/file-capability';
import { checkRule } from '../../helpers/rules';

describe('file-capability', () => {
  it('marks capabilities that are nearly root', () => {
    checkRule(fileCapability, `
FROM alpine:3.24
RUN setcap cap_net_raw,cap_sys_admin+eip /usr/bin/a && setcap 'CAP_SETUID=ep' /usr/bin/b
           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning file-capability/broad
                                                              ^^^^^^^^^^^^^^^ warning file-capability/broad
RUN setcap all+ep /usr/bin/c; setcap =ep /usr/bin/d
           ^^^^^^ warning file-capability/broad
                                     ^^^ warning file-capability/broad
RUN setcap cap_net_bind_service=+ep /usr/bin/e && setcap -r /usr/bin/f && setcap cap_sys_admin-ep /usr/bin/g && setcap cap_sys_chroot+ep /usr/bin/h && setcap -v cap_sys_admin+ep /usr/bin/i && getcap /cap_setuid+ep
`);
  });
});
