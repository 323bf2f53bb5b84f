import { writableSystemMount } from '../../../server/src/lint/rules/compose/writable-system-mount';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('writable-system-mount', () => {
  it('reports directories through which one becomes root', () => {
    checkRule(
      writableSystemMount,
      `
services:
  a:
    image: a:1
    volumes:
      - /:/host
        ^ error writable-system-mount/writable
      - /etc/:/host/etc
        ^^^^^ error writable-system-mount/writable
      - /etc/cron.d/jobs:/jobs:rw
        ^^^^^^^^^^^^^^^^ error writable-system-mount/writable
      - type: bind
        source: /usr/bin
                ^^^^^^^^ error writable-system-mount/writable
        target: /x
volumes:
  root:
    driver_opts: { type: none, o: bind, device: /root/.ssh }
                                                ^^^^^^^^^^ error writable-system-mount/writable
`,
    );
  });

  it('leaves read-only mounts, projects and harmless files alone', () => {
    checkClean(
      writableSystemMount,
      `
services:
  a:
    image: a:1
    volumes: ["/etc:/x:ro", "./etc:/etc", "etc:/etc", "/etc/localtime:/etc/localtime", "/etc/nginx/conf.d:/y", "/srv/data:/z"]
`,
    );
  });

  it('mounts it read-only, in every form', () => {
    checkFix(
      writableSystemMount,
      `
services:
  a:
    image: a:1
    volumes:
      - /etc:/host/etc
      - "/boot:/host/boot:rw,z" # z
      - type: bind
        source: /usr
        target: /host/usr
`,
      `
services:
  a:
    image: a:1
    volumes:
      - /etc:/host/etc:ro
      - "/boot:/host/boot:ro,z" # z
      - type: bind
        source: /usr
        target: /host/usr
        read_only: true
`, 'unsafe',
    );
  });
});
