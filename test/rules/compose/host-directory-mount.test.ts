import { hostDirectoryMount } from '../../../server/src/lint/rules/compose/host-directory-mount';
import { checkClean, checkRule } from '../../helpers/rules';

describe('host-directory-mount', () => {
  it('reports absolute paths below system directories', () => {
    checkRule(
      hostDirectoryMount,
      `
services:
  a:
    image: a:1
    volumes:
      - /srv/web:/a
        ^^^^^^^^ hint host-directory-mount/mounted
      - /var/lib/backup:/b:ro
        ^^^^^^^^^^^^^^^ hint host-directory-mount/mounted
      - "\${DATA:-/home/me/data}:/c"
                 ^^^^^^^^^^^^^ hint host-directory-mount/mounted
volumes:
  backup:
    driver_opts: { mountpoint: /var/data }
                               ^^^^^^^^^ hint host-directory-mount/mounted
`,
    );
  });

  it('leaves projects, volumes and what others report alone', () => {
    checkClean(
      hostDirectoryMount,
      `
services:
  a:
    image: a:1
    volumes: ["./data:/a", "data:/b", "/opt/x:/c", "/etc:/d", "/proc:/e:ro", "/var/run/docker.sock:/f", "/etc/localtime:/g:ro", "$DATA/x:/h"]
`,
    );
  });
});
