import { systemDirectory } from '../../../server/src/lint/rules/dockerfile/system-directory';
import { checkRule } from '../../helpers/rules';

describe('system-directory', () => {
  it('marks working directories and volumes', () => {
    checkRule(systemDirectory, `
FROM alpine:3.24
WORKDIR /proc/self/fd/1
        ^^^^^^^^^^^^^^^ warning system-directory/workdir
WORKDIR "/sys"
        ^^^^^^ warning system-directory/workdir
ARG D=/dev
WORKDIR $D/disk
        ^^^^^^^ warning system-directory/workdir
VOLUME /proc /srv
       ^^^^^ warning system-directory/volume
VOLUME ["/srv", "/dev"]
                ^^^^^^ warning system-directory/volume
WORKDIR /development
WORKDIR proc
VOLUME /dev/shm /sys/fs/cgroup /system
`);
  });
});
