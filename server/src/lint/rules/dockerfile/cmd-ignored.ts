import { lastOf, runtimeOf } from '../../dockerfile/runtime';
import { defineRule } from '../../rule';

export const cmdIgnored = defineRule({
  name: 'cmd-ignored',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A CMD stands beside an ENTRYPOINT in shell form.',
    why: 'ENTRYPOINT in shell form is run by /bin/sh -c, which does not hand the words of CMD on. The program starts without them, and so do the arguments of docker run get lost.',
    bad: 'FROM alpine:3.24\nUSER 10001\nENTRYPOINT httpd -f\nCMD ["-p", "8080"]\n',
    good: 'FROM alpine:3.24\nUSER 10001\nENTRYPOINT ["httpd", "-f"]\nCMD ["-p", "8080"]\n',
    exceptions: 'An ENTRYPOINT that reads its arguments itself ($0, $1, $@), and CMD [], which only drops that of the base.',
  },
  messages: { ignored: 'This CMD has no effect, because ENTRYPOINT in line {line} is in shell form and gets no arguments. Write ENTRYPOINT as a JSON array.' },
  check(file, report) {
    for (const stage of file.stages) {
      const own = lastOf(stage, 'CMD');
      const { entrypoint, cmd } = runtimeOf(stage);
      if (!own || own !== cmd || own.exec?.elements.length === 0 || !entrypoint || entrypoint.exec || stage.os === 'windows') continue;
      const { text } = entrypoint.args;
      // An empty one, or a JSON array that is broken, is for other rules.
      if (/^\s*(?:\[|$)/.test(text) || /\$(?:[0-9@*#]|\{[0-9@*#])/.test(text)) continue;
      report(own.keywordSpan, 'ignored', { data: { line: file.source.lineAt(entrypoint.span.start) + 1 }, related: [{ span: entrypoint.keywordSpan, message: 'ENTRYPOINT in shell form' }] });
    }
  },
});
