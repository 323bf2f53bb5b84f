import { sensitiveHostMount } from '../../../server/src/lint/rules/compose/sensitive-host-mount';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('sensitive-host-mount', () => {
  it('leaves agents alone that watch the host', () => {
    checkRule(sensitiveHostMount, `
services:
  a:
    image: prom/node-exporter:v1
    volumes: ["/:/host:ro", "/proc:/p:ro"]
  b:
    image: gcr.io/cadvisor/cadvisor
    volumes: ["/:/rootfs:ro", "/var/run:/var/run:rw", "/sys:/sys"]
                                                       ^^^^ warning sensitive-host-mount/writable
  c:
    image: grafana/promtail:3
    volumes: ["/var/log:/var/log:ro", "/home:/home"]
                                       ^^^^^ warning sensitive-host-mount/writable
  d:
    image: my/agent
    volumes: ["/:/host:ro", "/usr/bin/docker:/usr/bin/docker:ro"]
               ^ info sensitive-host-mount/readable
`);
  });

  it('tells writable from read-only', () => {
    checkRule(
      sensitiveHostMount,
      `
services:
  a:
    image: a:1
    volumes:
      - /var/lib/docker:/a
        ^^^^^^^^^^^^^^^ warning sensitive-host-mount/writable
      - /proc:/b:ro
        ^^^^^ info sensitive-host-mount/readable
      - /etc:/c:ro
        ^^^^ info sensitive-host-mount/readable
      - ~/.ssh:/d
        ^^^^^^ warning sensitive-host-mount/writable
      - $HOME:/e
        ^^^^^ warning sensitive-host-mount/writable
      - { type: bind, source: /sys, target: /f, read_only: true }
                              ^^^^ info sensitive-host-mount/readable
`,
    );
  });

  it('says once that all of the host can be read', () => {
    checkRule(
      sensitiveHostMount,
      `
services:
  cadvisor:
    image: a:1
    volumes:
      - /:/rootfs:ro
        ^ info sensitive-host-mount/readable
      - /var/run:/var/run:rw
        ^^^^^^^^ warning sensitive-host-mount/writable
      - /sys:/sys:ro
      - /var/lib/docker/:/var/lib/docker:ro
  other:
    image: a:1
    volumes: ["/sys:/sys:ro"]
               ^^^^ info sensitive-host-mount/readable
`,
    );
  });

  it('leaves other paths to the other rules', () => {
    checkClean(
      sensitiveHostMount,
      `
services:
  a:
    image: a:1
    volumes: ["/etc:/a", "/lib/modules:/m:ro", "/var/run/docker.sock:/b", "./proc:/c", "/sys/fs/cgroup:/d:ro", "/srv/x:/e", "$HOME/project:/f"]
`,
    );
  });

  it('mounts it read-only, and then says so', () => {
    checkFix(
      sensitiveHostMount,
      `
services:
  a:
    image: a:1
    volumes:
      - /var/lib/docker:/a
`,
      `
services:
  a:
    image: a:1
    volumes:
      - /var/lib/docker:/a:ro
`, 'unsafe',
    );
  });
});
