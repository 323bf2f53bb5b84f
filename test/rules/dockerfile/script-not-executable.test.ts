import { scriptNotExecutable } from '../../../server/src/lint/rules/dockerfile/script-not-executable';
import { checkClean, checkFix, checkRule } from '../../helpers/rules';
import { within } from '../../helpers/workspace';

const script = '#!/bin/sh\nexec "$@"\n';
const plain = within({ 'start.sh': script, 'bin/run': script });

describe('script-not-executable', () => {
  it('follows ENTRYPOINT and CMD back to the copied file', () => {
    checkRule(scriptNotExecutable, 'FROM a\nCOPY start.sh /usr/local/bin/\nENTRYPOINT ["start.sh"]\n            ^^^^^^^^^^ error script-not-executable/mode\n', plain);
    checkRule(scriptNotExecutable, 'FROM a\nWORKDIR /app\nCOPY . .\nCMD ./start.sh --all\n    ^^^^^^^^^^ error script-not-executable/mode\n', plain);
    checkRule(scriptNotExecutable, 'FROM a\nCOPY bin /opt/bin\nENTRYPOINT ["/opt/bin/run"]\n            ^^^^^^^^^^^^^^ error script-not-executable/mode\n', plain);
    checkRule(scriptNotExecutable, 'FROM a\nCOPY start.sh /go.sh\nENTRYPOINT ["tini", "--", "/go.sh"]\n                          ^^^^^^^^ error script-not-executable/mode\n', plain);
    checkRule(scriptNotExecutable, 'FROM a\nADD *.sh /opt/\nENTRYPOINT ["/opt/start.sh"]\n            ^^^^^^^^^^^^^^^ error script-not-executable/mode\n', plain);
    checkRule(scriptNotExecutable, 'FROM a AS base\nCOPY start.sh /opt\nFROM base\nENTRYPOINT ["/opt/start.sh"]\n            ^^^^^^^^^^^^^^^ error script-not-executable/mode\n', plain);
  });

  it('is silent where the file is executable, or made so', () => {
    const text = 'FROM a\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n';
    checkClean(scriptNotExecutable, text, within({ 'start.sh': { text: script, executable: true } }));
    checkClean(scriptNotExecutable, text.replace('COPY', 'COPY --chmod=0755'), plain);
    for (const run of ['chmod +x /start.sh', 'chmod 755 /*.sh', 'chmod -R a+x /', 'install -m755 /start.sh /bin', 'find / -name "*.sh" -exec chmod +x {} +']) {
      checkClean(scriptNotExecutable, text.replace('ENTRYPOINT', `RUN ${run}\nENTRYPOINT`), plain);
    }
    checkClean(scriptNotExecutable, 'FROM a\nCOPY start.sh /go.sh\nRUN chmod 755 /go.sh\nENTRYPOINT ["/go.sh"]\n', plain);
    checkClean(scriptNotExecutable, text.replace('ENTRYPOINT', 'RUN <<EOF\nchmod +x /start.sh\nEOF\nENTRYPOINT'), plain);
    checkRule(scriptNotExecutable, 'FROM a\nRUN chmod +x /start.sh\nCOPY start.sh /\nRUN chmod +x /other.sh\nENTRYPOINT ["/start.sh"]\n            ^^^^^^^^^^^ error script-not-executable/mode\n', plain);
  });

  it('is silent for what is not started itself, not from the context, and not known', () => {
    checkClean(scriptNotExecutable, 'FROM a\nCOPY start.sh /\nENTRYPOINT ["sh", "/start.sh"]\n', plain);
    checkClean(scriptNotExecutable, 'FROM a\nCOPY start.sh /\nENTRYPOINT ["tini", "--", "bash", "/start.sh"]\n', plain);
    checkClean(scriptNotExecutable, 'FROM a AS b\nCOPY start.sh /\nFROM a\nCOPY --from=b /start.sh /\nENTRYPOINT ["/start.sh"]\n', plain);
    checkClean(scriptNotExecutable, 'FROM a AS b\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\nFROM a\n', plain);
    checkClean(scriptNotExecutable, 'FROM a\nCOPY start.sh /\nENTRYPOINT ["/other.sh"]\nCMD ["$X"]\n', plain);
    checkClean(scriptNotExecutable, 'FROM a\nCOPY start.sh app/\nENTRYPOINT ["app/start.sh"]\n', plain);
    checkClean(scriptNotExecutable, 'FROM a\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n');
    checkClean(scriptNotExecutable, 'FROM a\nCOPY . /\nENTRYPOINT ["/start.sh"]\n', within({ 'start.sh': script, '.dockerignore': '*.sh\n' }));
  });

  it('is silent for a CMD that the entrypoint of the base image takes', () => {
    for (const base of ['gcr.io/distroless/nodejs24-debian13', 'node:24-slim', 'ghcr.io/a/b', '$BASE']) {
      const text = `ARG BASE\nFROM ${base}\nWORKDIR /app\nCOPY src ./src\nCMD ["src/index.js"]\n`;
      checkClean(scriptNotExecutable, text, within({ 'src/index.js': 'start()\n' }));
    }
    checkRule(scriptNotExecutable, 'FROM gcr.io/distroless/nodejs24-debian13\nCOPY src /src\nENTRYPOINT ["/src/index.js"]\n            ^^^^^^^^^^^^^^^ error script-not-executable/mode\n', within({ 'src/index.js': 'start()\n' }));
    checkRule(scriptNotExecutable, 'FROM ghcr.io/a/b\nCOPY src /src\nCMD /src/run.py\n    ^^^^^^^^^^^ error script-not-executable/mode\n', within({ 'src/run.py': '#!/usr/bin/env python3\n' }));
    checkRule(scriptNotExecutable, 'FROM python:3.14\nCOPY src /src\nCMD ["/src/run.py"]\n     ^^^^^^^^^^^^^ error script-not-executable/mode\n', within({ 'src/run.py': '#!/usr/bin/env python3\n' }));
  });

  it('copies a single file with its mode', () => {
    checkFix(scriptNotExecutable, 'FROM a\nCOPY start.sh /\nENTRYPOINT ["/start.sh"]\n', 'FROM a\nCOPY --chmod=755 start.sh /\nENTRYPOINT ["/start.sh"]\n', 'unsafe', plain);
    checkFix(scriptNotExecutable, 'FROM a\nCOPY . /\nENTRYPOINT ["/start.sh"]\n', 'FROM a\nCOPY . /\nENTRYPOINT ["/start.sh"]\n', 'unsafe', plain);
  });
});
