import assert from 'node:assert/strict';
import { debuggerExposed } from '../../../server/src/lint/rules/dockerfile/debugger-exposed';
import { checkClean, checkRule, findingsOf } from '../../helpers/rules';

describe('debugger-exposed', () => {
  it('marks debuggers and remote management', () => {
    checkRule(debuggerExposed, `
FROM debian:13 AS base
ENV JAVA_TOOL_OPTIONS="-Xmx1g -agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005"
                      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning debugger-exposed/debugger
FROM base
ENTRYPOINT ["java", "-Dcom.sun.management.jmxremote.port=9010", "-Dcom.sun.management.jmxremote.authenticate=false", "-jar", "a.jar"]
                                                                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning debugger-exposed/jmx
CMD ["node", "--inspect=0.0.0.0:9229", "x.js"]
             ^^^^^^^^^^^^^^^^^^^^^^^^ warning debugger-exposed/debugger
`);
    for (const start of ['python -m debugpy --listen 0.0.0.0:5678 app.py', 'dlv exec --headless --listen=:2345 ./app', 'gdbserver :1234 ./app', 'node --inspect-brk=0.0.0.0 x.js']) {
      assert.equal(findingsOf(debuggerExposed, `FROM debian:13\nCMD ${start}\n`).length, 1, start);
    }
  });

  it('leaves those on localhost, clients and development stages alone', () => {
    for (const start of ['node --inspect x.js', 'node --inspect=9229 x.js', 'python -m debugpy --listen 127.0.0.1:5678 app.py', 'dlv exec --listen=127.0.0.1:2345 ./app', 'java -agentlib:jdwp=transport=dt_socket,server=n,address=*:5005 a', 'java -agentlib:jdwp=transport=dt_socket,server=y,address=5005 a', 'java -Dcom.sun.management.jmxremote.authenticate=false a']) {
      checkClean(debuggerExposed, `FROM debian:13\nCMD ${start}\n`);
    }
    checkClean(debuggerExposed, 'FROM debian:13 AS debug\nCMD node --inspect=0.0.0.0 x.js\n');
  });

  it('is silent in a file for development', () => {
    for (const name of ['Dockerfile.tilt', 'Dockerfile.dev', 'debug.Dockerfile']) {
      checkClean(debuggerExposed, 'FROM golang:1.27\nENTRYPOINT ["dlv", "exec", "--headless", "--listen=:2345"]\n', { uri: `file:///project/${name}` });
    }
    checkRule(debuggerExposed, 'FROM golang:1.27\nENTRYPOINT ["dlv", "exec", "--headless", "--listen=:2345"]\n                                         ^^^^^^^^^^^^^^^^ warning debugger-exposed/debugger\n', { uri: 'file:///project/Dockerfile.device' });
  });
});
