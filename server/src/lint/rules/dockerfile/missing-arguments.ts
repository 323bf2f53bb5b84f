import { defineRule } from '../../rule';

/** BuildKit refuses these without arguments. RUN, CMD and ENTRYPOINT run the shell with nothing to do. */
const wants: Readonly<Record<string, string>> = {
  ADD: 'sources and a destination',
  ARG: 'a name',
  COPY: 'sources and a destination',
  ENV: 'a name and a value',
  EXPOSE: 'a port',
  FROM: 'an image',
  HEALTHCHECK: 'CMD with a command, or NONE',
  LABEL: 'a key and a value',
  MAINTAINER: 'a name',
  ONBUILD: 'an instruction',
  SHELL: 'a JSON array with the shell and its options',
  STOPSIGNAL: 'a signal',
  USER: 'a user name or number',
  VOLUME: 'a path',
  WORKDIR: 'a path',
};

export const missingArguments = defineRule({
  name: 'missing-arguments',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['ARGUMENT_MISSING', 'ARGUMENT_REQUIRES_AT_LEAST_ONE', 'HEALTHCHECK_CMD_ARGUMENT_MISSING', 'SHELL_REQUIRES_ONE'] },
  fix: 'none',
  docs: {
    what: 'An instruction has nothing after its word.',
    why: 'The build stops at most of them. RUN, CMD and ENTRYPOINT are accepted, but do nothing.',
    bad: 'FROM alpine:3.24\nEXPOSE\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nEXPOSE 8080\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    missing: '{keyword} needs {wants}; without it the build stops.',
    command: 'HEALTHCHECK CMD needs a command; without it the build stops. To switch an inherited check off, write HEALTHCHECK NONE.',
    nothing: '{keyword} has no command. Give it one, or remove the line.',
  },
  check(file, report) {
    for (const instruction of file.instructions) {
      for (const at of instruction.trigger ? [instruction, instruction.trigger] : [instruction]) {
        const { keyword } = at;
        if (!at.known) continue;
        if (keyword === 'HEALTHCHECK' && at.healthcheck?.type?.value.toUpperCase() === 'CMD') {
          if (at.exec ? at.exec.elements.length === 0 : /^\S+\s*$/.test(at.args.text)) report(at.healthcheck.type.span, 'command');
          continue;
        }
        const empty = at.args.text === '' || (keyword === 'SHELL' && at.exec?.elements.length === 0);
        if (!empty) continue;
        if (wants[keyword] !== undefined) report(at.keywordSpan, 'missing', { data: { keyword, wants: wants[keyword] } });
        else if (at.heredocs.length === 0) report(at.keywordSpan, 'nothing', { data: { keyword }, severity: 'warning' });
      }
    }
  },
});
