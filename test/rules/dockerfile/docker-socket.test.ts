import { dockerSocket } from '../../../server/src/lint/rules/dockerfile/docker-socket';
import { checkRule } from '../../helpers/rules';

describe('docker-socket', () => {
  it('marks volumes and what is handed to containers', () => {
    checkRule(dockerSocket, `
FROM alpine:3.24
ARG SOCKET=/run/docker.sock
VOLUME /var/run/docker.sock:/var/run/docker.sock
       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error docker-socket/volume
VOLUME ["/data", "/run/containerd/containerd.sock"]
                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error docker-socket/volume
VOLUME $SOCKET
       ^^^^^^^ error docker-socket/volume
RUN docker run -v /var/run/docker.sock:/var/run/docker.sock x
                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error docker-socket/handed
CMD ["podman", "run", "--mount=type=bind,source=/run/podman/podman.sock,target=/s", "x"]
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error docker-socket/handed
VOLUME /var/run/docker.sock.d /srv
RUN echo /var/run/docker.sock && curl --unix-socket /var/run/docker.sock http://x/info
`);
  });
});
