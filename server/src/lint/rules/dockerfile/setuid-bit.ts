import { defineRule } from '../../rule';
import { fileMode, modeWordOf } from '../../shell/file-modes';
import { commandsOf } from '../../shell/scripts';

export const setuidBit = defineRule({
  name: 'setuid-bit',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['COPY', 'ADD', 'RUN'],
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'none',
  sources: { dockle: ['CIS-DI-0008'], cis: ['4.8'] },
  docs: {
    what: 'A program gets the setuid bit.',
    why: 'Whoever starts it becomes its owner, mostly root. One fault in it, and every user of the container is root.',
    bad: 'FROM alpine:3.24\nCOPY --chmod=4755 helper /usr/bin/\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 helper /usr/bin/\nUSER 10001\n',
    exceptions: 'The setgid bit is left alone: on directories it only passes the group on. `+s` without a letter is reported for programs in bin directories only. A capability for the one thing that the program needs (`setcap`) is better than setuid.',
  },
  messages: {
    setuid: 'Mode {mode} lets everybody run this as its owner, mostly root. Leave the setuid bit out, and give the program the one capability it needs.',
  },
  check(file, report) {
    for (const { flags } of file.all('COPY', 'ADD')) {
      const value = flags.find((flag) => flag.name === 'chmod')?.value;
      if (value?.resolved !== undefined && fileMode(value.resolved)?.setuid) report(value.span, 'setuid', { data: { mode: value.resolved } });
    }
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        const found = modeWordOf(command);
        // Linux ignores it on directories.
        if (!found || command.name === 'mkdir' || !fileMode(found.mode)?.setuid) continue;
        if (/u\+?[rwxX]*s|^\d/.test(found.mode) || found.files.some(({ value }) => value !== undefined && program.test(value))) report(found.word.span, 'setuid', { data: { mode: found.mode } });
      }
    }
  },
});

/** `+s` is as often meant for the group of a directory. */
const program = /(?:^|\/)(?:s?bin|libexec)\/[^/]+$/;
