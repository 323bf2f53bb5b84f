import { mayBeChanged, startScripts } from '../../context/start-scripts';
import { defineRule } from '../../rule';

export const scriptCrlf = defineRule({
  name: 'script-crlf',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'ENTRYPOINT or CMD starts a script whose lines end as on Windows (CR LF).',
    why: 'Linux takes the CR for a part of the interpreter\'s name and of every command: the container stops with "no such file or directory", though the script is there.',
    bad: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /\nUSER 10001\nENTRYPOINT ["/start.sh"]\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /\nUSER 10001\nENTRYPOINT ["/start.sh"]\n',
    beside: { bad: { 'start.sh': '#!/bin/sh\r\nexec sleep 60\r\n' }, good: { 'start.sh': '#!/bin/sh\nexec sleep 60\n', '.gitattributes': '*.sh text eol=lf\n' } },
    exceptions: 'Silent where a later RUN may convert the file (dos2unix, sed, tr).',
  },
  messages: { crlf: 'The lines of {script} end with CR LF, which no shell on Linux reads. Save it with LF, and write "*.sh text eol=lf" into .gitattributes so that it stays so.' },
  check(file, report, { workspace }) {
    for (const script of startScripts(file, workspace)) {
      if (!/^[^\n]*\r\n/.test(script.text) || (script.by === 'exec' && !script.text.startsWith('#!')) || mayBeChanged(script, /\b(?:dos2unix|fromdos|sed|tr|perl|awk)\b/)) continue;
      report(script.word.span, 'crlf', { data: { script: script.path }, related: [{ span: script.source.span, message: 'It is copied here.' }] });
    }
  },
});
