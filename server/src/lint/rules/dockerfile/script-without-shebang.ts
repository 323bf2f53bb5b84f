import { mayBeChanged, startScripts } from '../../context/start-scripts';
import { defineRule } from '../../rule';

export const scriptWithoutShebang = defineRule({
  name: 'script-without-shebang',
  target: 'dockerfile',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'ENTRYPOINT or CMD in exec form starts a script that does not begin with `#!`.',
    why: 'In exec form no shell is there that would read the script, and the kernel does not know what to do with it: the container stops with "exec format error".',
    bad: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /\nUSER 10001\nENTRYPOINT ["/start.sh"]\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 start.sh /\nUSER 10001\nENTRYPOINT ["/start.sh"]\n',
    beside: { bad: { 'start.sh': 'exec sleep 60\n' }, good: { 'start.sh': '#!/bin/sh\nexec sleep 60\n' } },
    exceptions: 'Only files that are named like a shell script (`.sh`, `.bash`, entrypoint) are judged.',
  },
  messages: {
    missing: '{script} does not begin with #!, so the container stops with "exec format error". Begin it with #!/bin/sh.',
    late: 'Something stands before the #! of {script}, so the kernel does not see it and the container stops with "exec format error". The two characters must be the first.',
  },
  check(file, report, { workspace }) {
    for (const script of startScripts(file, workspace)) {
      const { by, text, path, context, word, source } = script;
      if (by !== 'exec' || text.trim() === '' || text.startsWith('#!') || !/\.(?:ba|da|a)?sh$|entrypoint[\w-]*$/i.test(path) || mayBeChanged(script, /\b(?:sed|cp|mv|tee|cat|echo)\b/)) continue;
      const late = /^\s*#!/.test(text);
      const start = { line: 0, character: 0 };
      report(word.span, late ? 'late' : 'missing', {
        data: { script: path },
        related: [{ span: source.span, message: 'It is copied here.' }],
        fixes: late ? [] : [{ title: `Begin ${path} with #!/bin/sh`, applicability: 'unsafe', edits: [{ uri: context.uriOf(path), range: { start, end: start }, newText: '#!/bin/sh\n' }] }],
      });
    }
  },
});
