import { defineRule } from '../../rule';
import { rootBase } from '../../dockerfile/stages';

export const pathOverwritten = defineRule({
  name: 'path-overwritten',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ENV'],
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'ENV sets PATH to a value that holds neither the PATH before it nor the system directories.',
    why: 'Nothing outside the given directory is found any more: the next RUN fails at its first ls or cp, and so does every script of the container.',
    bad: 'FROM alpine:3.24\nENV PATH=/opt/tool/bin\nUSER 10001\n',
    good: 'FROM alpine:3.24\nENV PATH="/opt/tool/bin:$PATH"\nUSER 10001\n',
    exceptions: 'Images on scratch, which have no system directories, values that name /bin or /usr/bin themselves, and Windows.',
  },
  messages: { lost: 'PATH loses the system directories here, so that even ls is not found any more. Add $PATH to the value.' },
  check(file, report) {
    for (const instruction of file.all('ENV')) {
      const { stage } = instruction;
      if (!stage || stage.os === 'windows' || rootBase(stage).kind === 'scratch') continue;
      for (const { key, value } of instruction.pairs) {
        if (key.value !== 'PATH' || !value || value.variables.some((use) => use.name === 'PATH')) continue;
        const { resolved } = value;
        if (resolved === undefined || !resolved.includes('/') || /%PATH%|\\/i.test(resolved) || resolved.split(':').some((part) => /^(?:\/usr)?\/bin\/?$/.test(part))) continue;
        const at = value.span.end - (/["']$/.test(value.text) ? 1 : 0);
        const plain = !value.text.includes("'") && value.span.end - value.span.start === value.text.length;
        report(value.span, 'lost', { fixes: plain ? [{ title: 'Add $PATH', applicability: 'unsafe', edits: [{ span: { start: at, end: at }, newText: ':$PATH' }] }] : [] });
      }
    }
  },
});
