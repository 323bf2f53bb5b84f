import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { copyThenChmod } from '../../../server/src/lint/rules/dockerfile/copy-then-chmod';

describe('copy-then-chmod', () => {
  it('the mode of the copied file', () => {
    checkRule(copyThenChmod, `
FROM alpine:3.24
COPY a.sh /app/a.sh
RUN chmod 755 /app/a.sh
    ^^^^^ info copy-then-chmod/later
COPY --link b.sh /app/
RUN chmod +x /app/b.sh
    ^^^^^ info copy-then-chmod/later
WORKDIR /opt
COPY c.sh ./bin/
RUN ["chmod", "u+x", "/opt/bin/c.sh"]
     ^^^^^^^ info copy-then-chmod/later
COPY <<EOF /start.sh
#!/bin/sh
EOF
RUN chmod +x /start.sh
    ^^^^^ info copy-then-chmod/later
ADD d.sh /d.sh
RUN chmod +x /d.sh
    ^^^^^ info copy-then-chmod/later
ADD https://example.com/tool /usr/local/bin/
RUN chmod +x /usr/local/bin/tool
    ^^^^^ info copy-then-chmod/later
`);
  });

  it('other files, other commands, patterns, recursive', () => {
    checkClean(copyThenChmod, `
FROM alpine:3.24
COPY a.sh /app/a.sh
RUN chmod +x /app/b.sh
COPY a.sh /app/a.sh
RUN chmod +x /app/a.sh && true
COPY *.sh /app/
RUN chmod +x /app/a.sh
COPY app /app/
RUN chmod -R 755 /app
COPY a.sh /app/a.sh
RUN true
RUN chmod +x /app/a.sh
COPY a.sh /app/a.sh
RUN chmod $MODE /app/a.sh
ADD app.tgz /app.tgz
RUN chmod 755 /app.tgz
ADD https://example.com/app.git /app
RUN chmod 755 /app
`);
  });

  it('puts the mode into the COPY', () => {
    checkFix(copyThenChmod, `
FROM alpine:3.24
COPY a.sh /a.sh
RUN chmod 755 /a.sh
COPY --chmod=644 b.sh /b.sh
RUN chmod +x /b.sh
COPY --chmod=644 c.sh /c.sh
RUN chmod 700 /c.sh
COPY d.sh /d.sh
RUN chmod u+x /d.sh
ADD e.sh /e.sh
RUN chmod 755 /e.sh

`, `
FROM alpine:3.24
COPY --chmod=755 a.sh /a.sh
COPY --chmod=755 b.sh /b.sh
COPY --chmod=700 c.sh /c.sh
COPY --chmod=u+x d.sh /d.sh
ADD --chmod=755 e.sh /e.sh

`, 'unsafe');
  });
});
