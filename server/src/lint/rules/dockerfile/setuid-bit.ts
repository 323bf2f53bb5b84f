import { defineRule } from '../../rule';
import { fileMode, modeWordOf } from '../../shell/file-modes';
import { commandsOf } from '../../shell/scripts';
import type { Span } from '../../text/span';

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
    exceptions: 'The setgid bit is left alone: on directories it only passes the group on. `+s` without a letter is reported for programs in bin directories only. On scripts (`.sh`, `.py`, …) the bit has no effect, which is a note. A capability for the one thing that the program needs (`setcap`) is better than setuid.',
  },
  messages: {
    setuid: 'Mode {mode} lets everybody run this as its owner, mostly root. Leave the setuid bit out, and give the program the one capability it needs.',
    script: 'Mode {mode} sets the setuid bit, which Linux ignores on scripts, so this does nothing. Leave the bit out, and give the program that needs the rights a capability or start it as another user.',
  },
  check(file, report) {
    const add = (at: Span, mode: string, files: readonly (string | undefined)[]): void => {
      const ignored = files.length > 0 && files.every((path) => path !== undefined && script.test(path));
      report(at, ignored ? 'script' : 'setuid', { data: { mode }, ...(ignored ? { severity: 'info' as const } : {}) });
    };
    for (const { flags, copy } of file.all('COPY', 'ADD')) {
      const value = flags.find((flag) => flag.name === 'chmod')?.value;
      if (value?.resolved !== undefined && fileMode(value.resolved)?.setuid) add(value.span, value.resolved, copy?.sources.map(({ resolved }) => resolved) ?? []);
    }
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        const found = modeWordOf(command);
        // Linux ignores it on directories.
        if (!found || command.name === 'mkdir' || !fileMode(found.mode)?.setuid) continue;
        const files = found.files.map(({ value }) => value);
        if (/u\+?[rwxX]*s|^\d/.test(found.mode) || files.some((path) => path !== undefined && program.test(path))) add(found.word.span, found.mode, files);
      }
    }
  },
});

/** `+s` is as often meant for the group of a directory. */
const program = /(?:^|\/)(?:s?bin|libexec)\/[^/]+$/;
/** Read by an interpreter, which the kernel starts without the rights of the script's owner. */
const script = /\.(?:sh|bash|zsh|ksh|py|pl|rb|php|js)$/;
