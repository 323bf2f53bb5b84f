import { addPipefailShell } from '../../dockerfile/pipefail-fix';
import { defineRule } from '../../rule';
import { openPipelines } from '../../shell/pipefail';

export const harmlessPipe = defineRule({
  name: 'harmless-pipe',
  target: 'dockerfile',
  severity: 'hint',
  category: 'correctness',
  preset: 'all',
  since: '0.1.0',
  sources: { hadolint: ['DL4006'], kics: ['shell_running_a_pipe_without_pipefail_flag'], semgrep: ['set-pipefail'], droast: ['DF057'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN without pipefail pipes what echo or printf prints into another command, or compressed data into what unpacks it.',
    why: 'The first hardly ever fails, and the second notices what is cut short, so little is hidden; teams that want pipefail everywhere see the rest of the places here.',
    bad: 'FROM debian:13-slim\nRUN echo "app:secret" | chpasswd\nUSER 10001\nCMD ["sleep", "1"]\n',
    good: 'FROM debian:13-slim\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN echo "app" | tee /name\nUSER 10001\nCMD ["sleep", "1"]\n',
  },
  messages: { open: 'This pipeline runs without pipefail; if {command} failed, its last command would mostly notice, but the status of {command} itself is lost.' },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const all = openPipelines(instruction, file.source.text).filter((pipeline) => pipeline.harmless || pipeline.told);
      // missing-pipefail tells the whole instruction.
      if (all.length === 0 || all.some((pipeline) => pipeline.told)) continue;
      report(all[0]!.span, 'open', { data: { command: all[0]!.commands[0]!.name }, fixes: addPipefailShell(file, instruction) });
    }
  },
});
