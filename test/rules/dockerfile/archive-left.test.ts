import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { archiveLeft } from '../../../server/src/lint/rules/dockerfile/archive-left';

describe('archive-left', () => {
  it('unpacked or installed, not deleted', () => {
    checkRule(archiveLeft, `
FROM debian:13
RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && tar xzf /tmp/a.tgz -C /opt
                           ^^^^^^^^^^^^^^^^^^^^^^^^^ info archive-left/left
RUN wget https://example.com/b.zip && unzip b.zip -d /opt && rm other.zip
RUN wget -q https://example.com/c.deb && dpkg -i c.deb
            ^^^^^^^^^^^^^^^^^^^^^^^^^ info archive-left/left
`);
  });

  it('deleted, piped, mounted, in a builder stage', () => {
    checkClean(archiveLeft, `
FROM debian:13 AS build
RUN wget https://example.com/b.zip && unzip b.zip
FROM debian:13
COPY --from=build /b /b
RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && tar xzf /tmp/a.tgz -C /opt && rm /tmp/a.tgz
RUN wget https://example.com/b.zip && unzip b.zip && rm -rf *.zip
RUN cd /tmp/x && wget https://example.com/b.zip && unzip b.zip && rm -r /tmp/x
RUN curl -fsSL https://example.com/a.tgz | tar xz
RUN --mount=type=cache,target=/dl wget -O /dl/a.tgz https://example.com/a.tgz && tar xf /dl/a.tgz
RUN curl -fsSLo /usr/bin/x https://example.com/x
RUN wget https://example.com/$X.zip && unzip $X.zip && rm $X.zip
`);
  });

  it('behind the last command', () => {
    checkFix(archiveLeft, `
FROM debian:13
RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && \\
    tar xzf /tmp/a.tgz -C /opt
`, `
FROM debian:13
RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz && \\
    tar xzf /tmp/a.tgz -C /opt && rm /tmp/a.tgz
`, 'unsafe');
  });

  it('where the chain is broken', () => {
    const text = `
FROM debian:13
RUN curl -fsSLo /tmp/a.tgz https://example.com/a.tgz; tar xzf /tmp/a.tgz -C /opt
`;
    checkFix(archiveLeft, text, text, 'unsafe');
  });

  it('where the file is elsewhere by then', () => {
    const text = `
FROM debian:13
RUN wget -O a.zip https://example.com/a.zip && unzip a.zip && cd a-1.0 && make install
`;
    checkFix(archiveLeft, text, text, 'unsafe');
  });
});
