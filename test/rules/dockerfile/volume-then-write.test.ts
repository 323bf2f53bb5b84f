import { volumeThenWrite } from '../../../server/src/lint/rules/dockerfile/volume-then-write';
import { checkClean, checkRule } from '../../helpers/rules';

describe('volume-then-write', () => {
  it('below a volume', () => {
    checkRule(volumeThenWrite, `
FROM alpine:3.24
ENV HOME=/home/app
VOLUME /data "$HOME/cache/"
WORKDIR /data
RUN mkdir -p /data/cache
             ^^^^^^^^^^^ info volume-then-write/lost
RUN make && chown -R app:app $HOME/cache
                             ^^^^^^^^^^^ info volume-then-write/lost
RUN echo x > notes
             ^^^^^ info volume-then-write/lost
RUN cp /etc/a /etc/b /data
                     ^^^^^ info volume-then-write/lost
RUN sed -i s/a/b/ conf
                  ^^^^ info volume-then-write/lost
RUN sed -i -e s/a/b/ conf
                     ^^^^ info volume-then-write/lost
`);
    checkRule(volumeThenWrite, `
FROM alpine:3.24
VOLUME ["/data"]
RUN <<EOF
touch /data/x
      ^^^^^^^ info volume-then-write/lost
EOF
`);
  });

  it('before it, beside it, in another stage, read only, not known', () => {
    checkClean(volumeThenWrite, `
FROM alpine:3.24
RUN mkdir -p /data/cache
VOLUME /data
RUN mkdir -p /data /database
RUN cp /data/x /etc
RUN sed s/a/b/ /data/x
RUN chmod 600 ~/x $UNKNOWN/data
RUN sed -i 's/a/b/' /etc/x
WORKDIR /data
RUN ln -s /etc/x
FROM alpine:3.24
RUN touch /data/x
`);
  });
});
