import { checkClean, checkRule } from '../../helpers/rules';
import { variableInExecForm } from '../../../server/src/lint/rules/dockerfile/variable-in-exec-form';

describe('variable-in-exec-form', () => {
  it('names that the stage defines', () => {
    checkRule(variableInExecForm, `
FROM alpine:3.24
ENV PORT=80 APP=x
CMD ["httpd", "-p", "$PORT"]
                    ^^^^^^^ warning variable-in-exec-form/literal
ENTRYPOINT ["/opt/\${APP}/run"]
            ^^^^^^^^^^^^^^^^^ warning variable-in-exec-form/literal
RUN ["cp", "a", "$APP"]
                ^^^^^^ warning variable-in-exec-form/literal
HEALTHCHECK CMD ["wget", "localhost:$PORT"]
                         ^^^^^^^^^^^^^^^^^ warning variable-in-exec-form/literal
`);
  });

  it('shells, scripts, other names', () => {
    checkClean(variableInExecForm, `
FROM alpine:3.24
ENV PORT=80
CMD ["sh", "-c", "httpd -p $PORT"]
ENTRYPOINT ["/tini", "--", "/bin/bash", "-c", "exec x $PORT"]
ENTRYPOINT ["/docker-entrypoint.sh", "$PORT"]
CMD ["nginx", "-g", "server $PORT { }"]
CMD ["x", "$HOST"]
CMD httpd -p $PORT
COPY ["$PORT", "/x"]
FROM alpine:3.24
ENV PORT=80
ADD run /usr/local/bin/
ENTRYPOINT ["/usr/local/bin/run"]
CMD ["--port=$PORT"]
`);
  });
});
