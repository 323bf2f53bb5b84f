import { addPipefailShell } from '../../dockerfile/pipefail-fix';
import { defineRule } from '../../rule';
import { openPipelines } from '../../shell/pipefail';

export const missingPipefail = defineRule({
  name: 'missing-pipefail',
  target: 'dockerfile',
  scope: 'stage',
  keywords: ['RUN'],
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: { hadolint: ['DL4006'], kics: ['shell_running_a_pipe_without_pipefail_flag'], semgrep: ['set-pipefail'], droast: ['DF057'] },
  fix: 'unsafe',
  docs: {
    what: 'A RUN pipes the output of a command that can fail into another, and its shell does not have pipefail on.',
    why: 'The exit status of a pipeline is that of its last command: a download that fails goes unnoticed, and the build makes a broken image.',
    bad: 'FROM debian:13-slim\nCOPY names.txt /\nRUN sort /names.txt | uniq > /sorted.txt\nUSER 10001\nCMD ["cat", "/sorted.txt"]\n',
    good: 'FROM debian:13-slim\nCOPY names.txt /\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN sort /names.txt | uniq > /sorted.txt\nUSER 10001\nCMD ["cat", "/sorted.txt"]\n',
    exceptions: 'Pipelines that only print into the last command (echo … | …, dpkg-query … | …), or end in a program that fails without its data (… | tar xz, … | gpg --dearmor, … | grep x), are harmless-pipe\'s; conditions, and pipelines followed by ||, are dealt with. Where a later command ends before it has read everything (head, grep -q, sed 1q, awk with exit), pipefail would make pipelines fail that work, so that only downloads are told, without a fix. The status of a substitution is read by an assignment only, so pipelines in others are left alone. PowerShell and cmd have no pipefail.',
  },
  messages: {
    hidden: 'If {command} fails here, the build does not notice: a pipeline ends with the status of its last command. Turn on pipefail by SHELL or "set -o pipefail".',
    download: 'If {command} fails here, the build does not notice: a pipeline ends with the status of its last command. Download into a file first, and read that: with pipefail the pipeline would also fail whenever {reader} stops reading early.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      const found = openPipelines(instruction, file.source.text).find((pipeline) => pipeline.told);
      if (!found) continue;
      const command = found.commands[0]!.name || 'the first command';
      if (found.stopsEarly) report(found.span, 'download', { data: { command, reader: found.stopsEarly.name } });
      else report(found.span, 'hidden', { data: { command }, fixes: addPipefailShell(file, instruction) });
    }
  },
});
