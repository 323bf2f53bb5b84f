import { worldWritable } from '../../../server/src/lint/rules/dockerfile/world-writable';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';

describe('world-writable', () => {
  it('marks the mode', () => {
    checkRule(worldWritable, `
FROM alpine:3.24
RUN chmod -R 777 /data && chmod a+rwx /x && mkdir -m 0777 /y
             ^^^ warning world-writable/open
                                ^^^^^ warning world-writable/open
                                                     ^^^^ warning world-writable/open
COPY --chmod=0666 a /b
             ^^^^ warning world-writable/open
RUN chmod 755 /x && chmod 1777 /tmp && chmod +x /y && chmod o-w /z
`);
  });

  it('leaves the homes of toolchains alone, which all accounts share', () => {
    checkClean(worldWritable, 'FROM debian:13\nRUN chmod -R a+rwX "$RUSTUP_HOME" ${CARGO_HOME} /usr/local/cargo /opt/conda /go /root/.cargo/registry && chmod -R go+w $EMSDK/upstream\n');
    checkRule(worldWritable, 'FROM debian:13\nRUN chmod 777 /opt/conda /srv\n          ^^^ warning world-writable/open\nRUN chmod 777 $GOPATHS /opt/gopher\n          ^^^ warning world-writable/open\n');
  });

  it('leaves what lies below /tmp alone', () => {
    checkClean(worldWritable, 'FROM debian:13\nRUN mkdir /tmp/results && chmod -R 2777 /tmp/results/\n');
  });

  it('leaves what the same RUN deletes alone', () => {
    checkClean(worldWritable, 'FROM debian:13\nRUN tmp="$(mktemp -d)" && chmod 777 "$tmp" && apt-get update && if [ -n "$tmp" ]; then rm -rf "$tmp"; fi\nRUN mkdir -m 777 /build && make && rm -r /build/\nRUN chmod 777 /b/x && rm -r /b\n');
    checkRule(worldWritable, `
FROM debian:13
RUN rm -rf /a && mkdir -m 777 /a && chmod 777 /b/x /c && rm -r /b
                          ^^^ warning world-writable/open
                                          ^^^ warning world-writable/open
`);
  });

  it('takes the permission away', () => {
    checkFix(worldWritable, `
FROM alpine:3.24
RUN chmod 777 /x && chmod 0666 /y && chmod o+w /z
`, `
FROM alpine:3.24
RUN chmod 755 /x && chmod 0664 /y && chmod o+r /z
`, 'unsafe');
  });

  it('reads symbolic modes clause by clause, arguments and exec forms', () => {
    checkRule(worldWritable, `
FROM alpine:3.24
ARG MODE=666
COPY --chmod=$MODE a /b
             ^^^^^ warning world-writable/open
RUN ["chmod", "777", "/x"]
              ^^^^^ warning world-writable/open
RUN install -m 0757 a /b && mkdir -pm 777 /c
               ^^^^ warning world-writable/open
                                      ^^^ warning world-writable/open
RUN chmod u=rwx,go+rw /x; chmod g+w,o=r /y; chmod +w /z; chmod a-w,u+w /q; chmod g=u /r
          ^^^^^^^^^^^ warning world-writable/open
RUN chmod $UNKNOWN /x; chmod 7 /y
                             ^ warning world-writable/open
`);
  });

  it('writes what each kind of mode becomes', () => {
    checkFix(worldWritable, 'FROM alpine:3.24\nRUN chmod u=rwx,go+rw /x; chmod a+rwX /y; chmod ugo=rw /z\n', 'FROM alpine:3.24\nRUN chmod u=rwx,g+rw /x; chmod ug+rwX /y; chmod ug=rw /z\n', 'unsafe');
    checkFix(worldWritable, 'FROM alpine:3.24\nRUN chmod 777 /tmp\n', 'FROM alpine:3.24\nRUN chmod 1777 /tmp\n', 'unsafe');
  });
});
