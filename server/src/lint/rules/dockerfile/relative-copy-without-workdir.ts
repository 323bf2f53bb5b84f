import type { Instruction } from '../../dockerfile/model';
import { isAbsolutePath } from '../../dockerfile/workdir';
import { defineRule } from '../../rule';

export const relativeCopyWithoutWorkdir = defineRule({
  name: 'relative-copy-without-workdir',
  target: 'dockerfile',
  severity: 'warning',
  category: 'correctness',
  preset: 'strict',
  since: '0.1.0',
  sources: { hadolint: ['DL3045'], droast: ['DF063'] },
  fix: 'none',
  docs: {
    what: 'COPY or ADD has a relative destination, and the stage chain has no WORKDIR.',
    why: 'The files land in whatever directory the base image left as its working directory, mostly the root directory, and elsewhere when the base changes.',
    bad: 'FROM alpine:3.24\nCOPY app .\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24\nWORKDIR /srv\nCOPY app .\nUSER 10001\nCMD ["/srv/app"]\n',
    exceptions: 'A destination that begins with a variable of unknown value is not judged.',
  },
  messages: { relative: '{destination} is relative, but no WORKDIR is set: the files land where the base image works, often in /. Set WORKDIR first, or write an absolute path.' },
  check(file, report) {
    for (const instruction of file.all('COPY', 'ADD')) {
      const destination = instruction.copy?.destination;
      // The only word of a COPY is a mistake of another kind.
      if (!destination || instruction.words.length < 2) continue;
      const path = destination.resolved ?? (destination.value.startsWith('$') ? undefined : destination.value);
      if (path === undefined || path === '' || isAbsolutePath(path) || hasWorkdir(instruction)) continue;
      report(destination.span, 'relative', { data: { destination: path } });
    }
  },
});

/** An ONBUILD WORKDIR counts for the ONBUILD COPY after it. */
function hasWorkdir(instruction: Instruction): boolean {
  const { stage } = instruction;
  return (stage?.chain ?? []).some((part) =>
    part.instructions.some(
      (other) => (other.keyword === 'WORKDIR' || (instruction.onbuild !== undefined && other.trigger?.keyword === 'WORKDIR')) && (part !== stage || other.index < instruction.index),
    ),
  );
}
