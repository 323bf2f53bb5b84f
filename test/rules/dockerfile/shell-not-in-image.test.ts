import { checkClean, checkRule } from '../../helpers/rules';
import { shellNotInImage } from '../../../server/src/lint/rules/dockerfile/shell-not-in-image';

describe('shell-not-in-image', () => {
  it('scratch and distroless', () => {
    checkRule(shellNotInImage, `
FROM scratch
COPY app/server /server
RUN echo hello
^^^ error shell-not-in-image/none
CMD /server --x
FROM gcr.io/distroless/static-debian12:nonroot AS d
COPY app/server /server
HEALTHCHECK CMD /server check
^^^^^^^^^^^ error shell-not-in-image/none
FROM d
ENTRYPOINT /server
^^^^^^^^^^ error shell-not-in-image/none
`);
  });

  it('exec form, debug images, what may bring a shell, other shells', () => {
    checkClean(shellNotInImage, `
FROM scratch AS a
COPY app/server /server
CMD ["/server"]
HEALTHCHECK NONE
FROM scratch AS b
ADD rootfs.tar.xz /
RUN echo hello
FROM scratch AS c
COPY --from=a / /
RUN echo hello
FROM scratch AS e
COPY bin /bin
RUN echo hello
FROM gcr.io/distroless/base:debug
RUN echo hello
FROM scratch AS f
SHELL ["/busybox/sh", "-c"]
COPY busybox /busybox/
RUN echo hello
FROM alpine:3.24
RUN echo hello
`);
  });
});
