import { mayHaveShell, shellLessBase } from '../../dockerfile/shell-less';
import { looksLikeArray } from '../../dockerfile/loose-array';
import { defineRule } from '../../rule';

export const shellNotInImage = defineRule({
  name: 'shell-not-in-image',
  target: 'dockerfile',
  scope: 'stage',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { tally: ['shell-run-in-scratch'] },
  fix: 'none',
  docs: {
    what: 'RUN, CMD, ENTRYPOINT or HEALTHCHECK is in shell form in an image without a shell.',
    why: 'The shell form is run by /bin/sh. scratch and distroless images have none: the build or the container stops with "no such file or directory".',
    bad: 'FROM scratch\nCOPY app /app\nUSER 10001\nCMD /app --serve\n',
    good: 'FROM scratch\nCOPY app /app\nUSER 10001\nCMD ["/app", "--serve"]\n',
    exceptions: 'A stage into which an archive, a directory or programs of another stage are copied may have got a shell with them. A SHELL instruction names another one.',
  },
  messages: { none: '{keyword} in shell form needs a shell, and {base} has none. Use the exec form: {keyword} ["program", "argument"].' },
  check(file, report) {
    for (const stage of file.stages) {
      const base = shellLessBase(stage);
      if (base === undefined) continue;
      for (const instruction of stage.instructions) {
        const { keyword, exec, args, before } = instruction;
        if (exec || args.text === '' || before.shell.instruction || looksLikeArray(args.text, true)) continue;
        const command = keyword === 'HEALTHCHECK' ? instruction.healthcheck?.type?.value.toUpperCase() === 'CMD' : keyword === 'RUN' || keyword === 'CMD' || keyword === 'ENTRYPOINT';
        if (!command || mayHaveShell(stage, instruction)) continue;
        report(instruction.keywordSpan, 'none', { data: { keyword, base: base === 'scratch' ? 'scratch' : base.name } });
      }
    }
  },
});
