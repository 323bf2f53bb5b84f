import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { copyThenExtract } from '../../../server/src/lint/rules/dockerfile/copy-then-extract';

describe('copy-then-extract', () => {
  it('by full path, by name, renamed', () => {
    checkRule(copyThenExtract, `
FROM debian:13
COPY a.tar /src/
     ^^^^^ info copy-then-extract/archive
RUN tar -xf /src/a.tar
COPY dir/b.tar.gz /c.tgz
     ^^^^^^^^^^^^ info copy-then-extract/archive
WORKDIR /
RUN make && tar xzf c.tgz -C /opt
COPY --chown=1 d.txz e.txt /x/
               ^^^^^ info copy-then-extract/archive
RUN tar --extract --file=/x/d.txz
`);
  });

  it('other files, other stages, zips, lists', () => {
    checkClean(copyThenExtract, `
FROM debian:13 AS build
COPY a.tar /src/
FROM debian:13
RUN tar -xf /src/a.tar
COPY --from=build /src/a.tar /b.tar
RUN tar -xf /b.tar
COPY c.zip /
RUN unzip /c.zip
COPY d.tar /
RUN tar -tf /d.tar && tar -cf /e.tar /d.tar
`);
  });

  it('only in stages that end up in an image', () => {
    checkRule(copyThenExtract, `
FROM debian:13 AS base
COPY a.tar /src/
     ^^^^^ info copy-then-extract/archive
RUN tar -xf /src/a.tar
FROM base AS build
COPY b.tar /src/
RUN tar -xf /src/b.tar
FROM base
COPY --from=build /out /out
`);
  });

  it('where the RUN does nothing else', () => {
    checkFix(copyThenExtract, `
FROM debian:13
COPY --chown=1 a.tar /tmp/
RUN tar -xf /tmp/a.tar -C /opt && rm /tmp/a.tar
`, `
FROM debian:13
ADD --chown=1 a.tar /opt
`, 'unsafe');
  });

  it('where it does more', () => {
    const text = `
FROM debian:13
COPY a.tar /tmp/
RUN tar -xf /tmp/a.tar -C /opt && make
COPY b.tar /tmp/
RUN tar -xf /tmp/b.tar --strip-components=1 -C /opt
`;
    checkFix(copyThenExtract, text, text, 'unsafe');
  });

  it('says to mount what is only unpacked in part, or twice', () => {
    checkRule(copyThenExtract, `
FROM alpine:3.24
COPY one.tar.gz two.tar.gz /tmp/
     ^^^^^^^^^^ info copy-then-extract/part
                ^^^^^^^^^^ info copy-then-extract/part
RUN tar xzf /tmp/one.tar.gz -C / --exclude=./bin
RUN tar xzf /tmp/two.tar.gz -C / && tar xzf /tmp/two.tar.gz -C /usr
`);
  });
});
