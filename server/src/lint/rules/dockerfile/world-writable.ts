import { commandsOf } from '../../shell/scripts';
import { positionals, flag } from '../../shell/options';
import { defineRule } from '../../rule';
import type { Span } from '../../text/span';

export const worldWritable = defineRule({
  name: 'world-writable',
  target: 'dockerfile',
  severity: 'warning',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  fix: 'unsafe',
  sources: { sonar: ['S2612'], kics: ['avoid_chmod_777'], droast: ['DF034'] },
  docs: {
    what: 'Files are made writable for everybody.',
    why: 'Any process in the container, also one that was broken into, can then change programs and configuration that others run.',
    bad: 'FROM alpine:3.24\nCOPY --chmod=777 app /app\nUSER 10001\n',
    good: 'FROM alpine:3.24\nCOPY --chmod=755 app /app\nUSER 10001\n',
    exceptions: 'Modes with the sticky bit (1777) are what /tmp has, and are left alone.',
  },
  messages: {
    open: 'Mode {mode} lets everybody change these files. Take the write permission of others away, for example {better}.',
  },
  check(file, report) {
    const add = (at: Span, mode: string): void => {
      const better = tighter(mode);
      if (better === undefined) return;
      const start = at.start + Math.max(0, file.source.slice(at).indexOf(mode));
      report(at, 'open', { data: { mode, better }, fixes: [{ title: `Use ${better}`, applicability: 'unsafe', edits: [{ span: { start, end: start + mode.length }, newText: better }] }] });
    };
    for (const instruction of file.all('COPY', 'ADD')) {
      const value = instruction.flags.find((candidate) => candidate.name === 'chmod')?.value;
      if (value?.resolved !== undefined) add(value.span, value.resolved);
    }
    for (const instruction of file.all('RUN')) {
      for (const command of commandsOf(instruction)) {
        if (command.name === 'chmod') {
          const [mode] = positionals(command);
          if (mode?.value !== undefined) add(mode.span, mode.value);
        } else if (command.name === 'mkdir' || command.name === 'install') {
          const mode = flag(command, '-m', '--mode');
          if (mode?.value !== undefined && mode.valueWord) add(mode.valueWord.span, mode.value);
        }
      }
    }
  },
});

/** The mode without the write permission of others; undefined where it is not there. */
function tighter(mode: string): string | undefined {
  if (/^[0-7]{3,4}$/.test(mode)) {
    const others = Number(mode[mode.length - 1]);
    const sticky = mode.length === 4 && (Number(mode[0]) & 1) === 1;
    if ((others & 2) === 0 || sticky) return undefined;
    const group = Number(mode[mode.length - 2]);
    return `${mode.slice(0, -2)}${mode.length >= 3 && group === 7 ? 5 : group}${others & ~2}`;
  }
  const symbolic = /^(a|o|ugo|)(\+|=)([rwxX]*w[rwxX]*)$/.exec(mode);
  if (!symbolic || symbolic[1] === '') return undefined;
  return symbolic[1] === 'o' ? `o${symbolic[2]}${symbolic[3]!.replace('w', '') || 'r'}` : `ug${symbolic[2]}${symbolic[3]}`;
}
