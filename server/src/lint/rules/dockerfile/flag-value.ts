import { checksFlags, flagKind } from '../../dockerfile/syntax';
import type { Flag, Instruction } from '../../dockerfile/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

/** Values that BuildKit takes as they stand: it replaces no variables in these. */
const choices: Readonly<Record<string, readonly string[]>> = { network: ['default', 'none', 'host'], security: ['sandbox', 'insecure'] };
const symbolicMode = /^(?:[ugoa]*(?:[-+=](?:[rwxXst]+|[ugo])?)+)(?:,(?:[ugoa]*(?:[-+=](?:[rwxXst]+|[ugo])?)+))*$/;
const digest = /^[a-z0-9]+(?:[+._-][a-z0-9]+)*:[0-9a-f]{32,}$/i;

export const flagValue = defineRule({
  name: 'flag-value',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['FLAG_MISSING_VALUE', 'FLAG_EXPECTED_BOOLEAN_VALUE', 'FLAG_INVALID_LINK_VALUE'] },
  fix: 'unsafe',
  docs: {
    what: 'A flag lacks its value, or has one that it does not take.',
    why: 'BuildKit stops at such a flag. A value must follow = without a blank.',
    bad: 'FROM alpine:3.24\nCOPY --chown 10001 app /app/\nUSER 10001\nCMD ["/app/app"]\n',
    good: 'FROM alpine:3.24\nCOPY --chown=10001 app /app/\nUSER 10001\nCMD ["/app/app"]\n',
  },
  messages: {
    missing: '--{flag} needs a value right after =, as in --{flag}={example}; without it the build stops.',
    boolean: '--{flag} is true or false, not "{value}", so the build stops.',
    choice: '--{flag} takes {choices}, not "{value}", so the build stops.',
    mode: '--chmod takes octal digits up to 7777 or symbolic modes such as u=rw,go=r, not "{value}".',
    checksum: '--checksum takes an algorithm, a colon and hexadecimal digits, such as sha256:24454f83…, or a commit for a git address, not "{value}".',
  },
  check(file, report) {
    for (const instruction of file.all('ADD', 'COPY', 'FROM', 'HEALTHCHECK', 'RUN')) {
      if (instruction.flags.length === 0 || !checksFlags(instruction)) continue;
      for (const flag of instruction.flags) {
        const kind = flagKind(instruction, flag);
        if (kind === undefined) continue;
        const value = flag.value?.value;
        const data = { flag: flag.name, value: value ?? '', example: examples[flag.name] ?? 'value' };
        if (kind === 'boolean') {
          if (flag.value && value === '') report(flag.span, 'missing', { data: { ...data, example: 'true' } });
          else if (value !== undefined && !/^(?:true|false)$/i.test(value)) report(flag.value!.span, 'boolean', { data });
        } else if (value === undefined) {
          report(flag.span, 'missing', { data, fixes: join(instruction, flag) });
        } else if (choices[flag.name] && !choices[flag.name]!.includes(value)) {
          report(flag.value!.span, 'choice', { data: { ...data, choices: choices[flag.name]!.join(' or ') } });
        } else if (flag.name === 'chmod' && !isMode(flag.value!.resolved)) {
          report(flag.value!.span, 'mode', { data });
        } else if (flag.name === 'checksum' && !isChecksum(instruction, flag.value!.resolved)) {
          report(flag.value!.span, 'checksum', { data });
        }
      }
    }
  },
});

const examples: Readonly<Record<string, string>> = {
  chown: 'app:app', chmod: '755', from: 'build', platform: '$BUILDPLATFORM', interval: '30s', timeout: '3s', 'start-period': '10s', 'start-interval': '1s', retries: '3',
  mount: 'type=cache,target=/root/.cache', checksum: 'sha256:…', exclude: '*.md', network: 'none', security: 'sandbox', device: 'vendor.com/device=*',
};

/** What stands behind a blank was meant as the value. */
function join(instruction: Instruction, flag: Flag): RuleFix[] {
  const last = instruction.flags[instruction.flags.length - 1] === flag;
  const next = instruction.words[0];
  if (!last || !next || instruction.exec || instruction.words.length < (instruction.keyword === 'FROM' ? 2 : 3)) return [];
  return [{ title: `Write --${flag.name}=${next.text}`, applicability: 'unsafe', edits: [{ span: { start: flag.span.end, end: next.span.start }, newText: '=' }] }];
}

function isMode(value: string | undefined): boolean {
  if (value === undefined || value === '') return true;
  return /^\d+$/.test(value) ? /^0*[0-7]{1,4}$/.test(value) : symbolicMode.test(value);
}

function isChecksum(instruction: Instruction, value: string | undefined): boolean {
  if (value === undefined || value === '' || digest.test(value)) return true;
  // A git source is checked by its commit.
  return /^[0-9a-f]{7,64}$/i.test(value) && (instruction.copy?.sources ?? []).every((source) => source.resolved === undefined || !/^https?:/.test(source.resolved) || /\.git(?:[#?]|$)/.test(source.resolved));
}
