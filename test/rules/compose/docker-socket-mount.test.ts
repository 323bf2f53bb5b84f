import { dockerSocketMount } from '../../../server/src/lint/rules/compose/docker-socket-mount';
import { checkClean, checkRule } from '../../helpers/rules';

describe('docker-socket-mount', () => {
  it('reports sockets of every runtime, read-only ones too, in both forms', () => {
    checkRule(
      dockerSocketMount,
      `
services:
  a:
    image: a:1
    volumes:
      - /var/run/docker.sock:/var/run/docker.sock
        ^^^^^^^^^^^^^^^^^^^^ warning docker-socket-mount/mounted
      - "/run/containerd/containerd.sock:/x:ro"
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning docker-socket-mount/mounted
      - type: bind
        source: /run/podman/podman.sock
                ^^^^^^^^^^^^^^^^^^^^^^^ warning docker-socket-mount/mounted
        target: /x
  b:
    image: a:1
    volumes: ["\${SOCKET:-/var/run/docker.sock}:/y", "\${XDG_RUNTIME_DIR}/docker.sock:/z"]
                         ^^^^^^^^^^^^^^^^^^^^ warning docker-socket-mount/mounted
                                                     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning docker-socket-mount/mounted
  c:
    image: a:1
    volumes: ["\${SOCKET}:/var/run/docker.sock"]
               ^^^^^^^^^ warning docker-socket-mount/mounted
`,
    );
  });

  it('leaves socket proxies and other sockets alone', () => {
    checkClean(
      dockerSocketMount,
      `
services:
  proxy:
    image: ghcr.io/tecnativa/docker-socket-proxy:0.3
    volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"]
  db:
    image: a:1
    volumes: ["/run/mysqld/mysqld.sock:/run/mysqld/mysqld.sock", "data:/docker.sock.d"]
`,
    );
  });

  it('leaves cAdvisor alone, and hints in files for tests', () => {
    checkClean(dockerSocketMount, 'services:\n  a: { image: gcr.io/cadvisor/cadvisor:v0.49, volumes: ["/var/run/docker.sock:/var/run/docker.sock:ro"] }\n');
    checkRule(dockerSocketMount, 'services:\n  a: { image: a:1, volumes: ["/var/run/docker.sock:/var/run/docker.sock"] }\n                              ^^^^^^^^^^^^^^^^^^^^ hint docker-socket-mount/mounted\n', { uri: 'file:///project/docker-compose.e2e.yml' });
  });
});
