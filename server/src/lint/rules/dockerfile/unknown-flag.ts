import { removeFlag } from '../../dockerfile/edits';
import { checksFlags, flagKind, flagNames } from '../../dockerfile/syntax';
import type { Flag, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

export const unknownFlag = defineRule({
  name: 'unknown-flag',
  target: 'dockerfile',
  scope: 'instruction',
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['UNKNOWN_ADD_FLAG', 'UNKNOWN_COPY_FLAG', 'UNKNOWN_FROM_FLAG', 'UNKNOWN_HEALTHCHECK_FLAG'] },
  fix: 'unsafe',
  docs: {
    what: 'An instruction has a flag that it does not take.',
    why: 'The build stops at an unknown flag; upper and lower case count.',
    bad: 'FROM alpine:3.24\nCOPY --chwon=10001 app /app\nUSER 10001\nCMD ["/app"]\n',
    good: 'FROM alpine:3.24\nCOPY --chown=10001 app /app\nUSER 10001\nCMD ["/app"]\n',
    exceptions: 'All flags of docker/dockerfile:1 and its labs channel are known. ARG and STOPSIGNAL drop their flags without a word.',
  },
  messages: {
    misspelt: '{keyword} has no flag --{flag}, so the build stops. Did you mean --{nearest}?',
    none: '{keyword} takes no flags, so --{flag} stops the build. Remove it, or quote it if it belongs to the command.',
    unknown: '{keyword} has no flag --{flag}, so the build stops. It takes {flags}.',
  },
  check(file, report) {
    for (const instruction of file.instructions) {
      for (const at of instruction.trigger ? [instruction, instruction.trigger] : [instruction]) {
        if (at.flags.length === 0 || !checksFlags(at) || ignoresFlags(at)) continue;
        for (const flag of at.flags) {
          if (flagKind(at, flag) !== undefined) continue;
          const names = flagNames(at);
          const meant = likelyMeant(flag.name.toLowerCase(), names) ?? names.find((name) => name === flag.name.toLowerCase());
          const data = { keyword: at.keyword, flag: flag.name, flags: names.map((name) => `--${name}`).join(', ') };
          const fixes: RuleFix[] = [{ title: `Remove --${flag.name}`, applicability: 'unsafe', edits: [removeFlag(file, flag.span)] }];
          if (meant !== undefined && !at.flags.some((other) => other.name === meant)) fixes.unshift(rename(flag, meant));
          report(flag.nameSpan, meant !== undefined ? 'misspelt' : names.length > 0 ? 'unknown' : 'none', { data: { ...data, nearest: meant ?? '' }, fixes: names.length > 0 ? fixes : [] });
        }
      }
    }
  },
});

/** BuildKit does not look at the flags of HEALTHCHECK NONE. */
function ignoresFlags(instruction: Instruction): boolean {
  return instruction.keyword === 'HEALTHCHECK' && instruction.healthcheck?.type?.value.toUpperCase() === 'NONE';
}

function rename(flag: Flag, name: string): RuleFix {
  return { title: `Write --${name}`, applicability: 'unsafe', edits: [{ span: flag.nameSpan, newText: name }] };
}
