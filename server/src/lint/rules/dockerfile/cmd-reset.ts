import { lastOf } from '../../dockerfile/runtime';
import { defineRule } from '../../rule';

export const cmdReset = defineRule({
  name: 'cmd-reset',
  target: 'dockerfile',
  severity: 'info',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: {},
  fix: 'none',
  docs: {
    what: 'A stage sets ENTRYPOINT, but not CMD, and so drops the CMD of the stage that it starts from.',
    why: 'Docker empties an inherited CMD when a stage sets ENTRYPOINT, because it was meant for another program. Who expects that its words are still there as arguments waits in vain.',
    bad: 'FROM alpine:3.24 AS base\nCMD ["-p", "8080"]\nFROM base\nUSER 10001\nENTRYPOINT ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24 AS base\nFROM base\nUSER 10001\nENTRYPOINT ["httpd", "-f"]\nCMD ["-p", "8080"]\n',
    exceptions: 'The CMD of a base image from elsewhere is dropped as well, but cannot be seen.',
  },
  messages: { reset: 'This ENTRYPOINT drops the CMD of line {line}, which the stage would have inherited. Repeat the CMD here if it is wanted.' },
  check(file, report) {
    for (const stage of file.stages) {
      const entrypoint = lastOf(stage, 'ENTRYPOINT');
      if (!entrypoint || lastOf(stage, 'CMD')) continue;
      for (const part of stage.chain.slice(1)) {
        const cmd = lastOf(part, 'CMD');
        if (cmd) report(entrypoint.keywordSpan, 'reset', { data: { line: file.source.lineAt(cmd.span.start) + 1 }, related: [{ span: cmd.keywordSpan, message: 'The CMD that is dropped' }] });
        // An ENTRYPOINT in between has dropped what comes before it.
        if (cmd || lastOf(part, 'ENTRYPOINT')) break;
      }
    }
  },
});
