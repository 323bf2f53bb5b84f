import { removeFlag } from '../../dockerfile/edits';
import { checksFlags, flagKind } from '../../dockerfile/syntax';
import { defineRule } from '../../rule';

export const duplicateFlag = defineRule({
  name: 'duplicate-flag',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['FLAG_DUPLICATE'] },
  fix: 'unsafe',
  docs: {
    what: 'A flag that takes one value is given twice.',
    why: 'BuildKit does not choose between the two; it stops.',
    bad: 'FROM alpine:3.24\nCOPY --chown=10001 --chown=10002 app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24\nCOPY --chown=10001 app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: '--mount, --device and --exclude may be given several times.',
  },
  messages: { twice: '--{flag} is given twice, so the build stops. Remove one of them.' },
  check(file, report) {
    for (const instruction of file.all('ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN')) {
      if (instruction.flags.length < 2 || !checksFlags(instruction)) continue;
      instruction.flags.forEach((flag, i) => {
        const kind = flagKind(instruction, flag);
        const first = instruction.flags.findIndex((other) => other.name === flag.name);
        if (kind === undefined || kind === 'list' || first === i) return;
        const same = instruction.flags[first]!.value?.text === flag.value?.text;
        report(flag.span, 'twice', {
          data: { flag: flag.name },
          fixes: [{ title: `Remove this --${flag.name}`, applicability: same ? 'safe' : 'unsafe', edits: [removeFlag(file, flag.span)] }],
          related: [{ span: instruction.flags[first]!.span, message: 'It is first given here.' }],
        });
      });
    }
  },
});
