import { durationError } from '../../dockerfile/durations';
import { defineRule } from '../../rule';
import { likelyMeant } from '../../text/nearest';

const durations: ReadonlySet<string> = new Set(['interval', 'timeout', 'start-period', 'start-interval']);

export const healthcheckOptions = defineRule({
  name: 'healthcheck-options',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['HEALTHCHECK'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: { 'dockerfile-utils': ['FLAG_INVALID_DURATION', 'FLAG_LESS_THAN_1MS', 'FLAG_MISSING_DURATION', 'FLAG_UNKNOWN_UNIT', 'FLAG_AT_LEAST_ONE', 'UNKNOWN_TYPE'] },
  fix: 'unsafe',
  docs: {
    what: 'A HEALTHCHECK has a type, a duration or a number of retries that it does not take.',
    why: 'The build stops. A duration needs a unit (30s, 1m30s) and at least one millisecond; variables are not replaced in it.',
    bad: 'FROM alpine:3.24\nHEALTHCHECK --interval=30 CMD ["pgrep", "httpd"]\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nHEALTHCHECK --interval=30s CMD ["pgrep", "httpd"]\nUSER 10001\nCMD ["httpd", "-f"]\n',
  },
  messages: {
    type: 'HEALTHCHECK knows CMD and NONE, not "{type}", so the build stops.',
    none: 'HEALTHCHECK NONE takes no arguments, so the build stops. Remove what follows.',
    unit: '--{flag}={value} has no unit, so the build stops. Write {value}s for seconds.',
    duration: '--{flag}={value} is no duration, so the build stops. Write a number and a unit: 500ms, 30s, 1m30s.',
    variable: 'Variables are not replaced in --{flag}, so the build stops. Write the duration out.',
    short: '--{flag}={value} is under one millisecond, so the build stops.',
    retries: '--retries takes a whole number from 0 on, not "{value}", so the build stops.',
    'zero-retries': '--retries=0 means the default of 3, not "none". Write the number that is meant.',
  },
  check(file, report) {
    for (const instruction of file.all('HEALTHCHECK')) {
      const type = instruction.healthcheck?.type;
      if (!type) continue;
      const word = type.value.toUpperCase();
      if (word === 'NONE') {
        const end = instruction.args.text.length;
        const start = /^\S+\s*/.exec(instruction.args.text)![0].length;
        if (start < end) report(instruction.args.span(start, end), 'none');
        continue;
      }
      // `CMD["true"]` is one word for BuildKit.
      if (word !== 'CMD') {
        const meant = /^CMD\[/.test(word) ? undefined : likelyMeant(word, ['CMD', 'NONE']);
        report(type.span, 'type', { data: { type: type.value }, fixes: meant ? [{ title: `Write ${meant}`, applicability: 'unsafe', edits: [{ span: type.span, newText: meant }] }] : [] });
      }
      for (const flag of instruction.flags) {
        const value = flag.value?.value ?? '';
        if (!flag.value || value === '') continue;
        const data = { flag: flag.name, value };
        const at = flag.value.span;
        if (durations.has(flag.name)) {
          const error = flag.value.text.includes('$') ? 'variable' : durationError(value);
          const seconds = [{ title: `Write ${value}s`, applicability: 'unsafe' as const, edits: [{ span: at, newText: `${value}s` }] }];
          if (error) report(at, error, { data, fixes: error === 'unit' ? seconds : [] });
        } else if (flag.name === 'retries') {
          if (!/^\+?\d{1,10}$/.test(value) || Number(value) > 0x7fffffff) report(at, 'retries', { data });
          else if (Number(value) === 0) report(at, 'zero-retries', { data, severity: 'warning' });
        }
      }
    }
  },
});
