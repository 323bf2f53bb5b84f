import { mountProblems } from '../../dockerfile/mount-check';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const mountOptions = defineRule({
  name: 'mount-options',
  target: 'dockerfile',
  scope: 'instruction',
  keywords: ['RUN'],
  severity: 'error',
  category: 'syntax',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'RUN --mount has an option that BuildKit does not know, or a value that the option does not take.',
    why: 'The build stops at the RUN, often after minutes of building what stands above it.',
    bad: 'FROM alpine:3.24\nRUN --mount=type=cahce,target=/var/cache/apk apk add curl\nUSER 10001\nCMD ["httpd", "-f"]\n',
    good: 'FROM alpine:3.24\nRUN --mount=type=cache,target=/var/cache/apk apk add curl\nUSER 10001\nCMD ["httpd", "-f"]\n',
    exceptions: 'A value with a variable is not judged.',
  },
  messages: {
    type: '"{value}" is no type of mount, so the build stops. There are bind, cache, tmpfs, secret and ssh.',
    key: '"{key}" is no option of a mount, so the build stops.{meant}',
    'no-value': '{key} needs a value after =, so the build stops.',
    boolean: '{key} is true or false, not "{value}", so the build stops.',
    sharing: 'sharing is shared, private or locked, not "{value}", so the build stops.',
    number: '{key} is a number, not "{value}", so the build stops: names of users are not looked up here.',
    mode: 'mode is an octal number such as 0400, not "{value}", so the build stops.',
    size: 'size is a number with a unit such as 64m, not "{value}", so the build stops.',
    'wrong-type': 'A mount of type {type} takes no {key}, so the build stops. Remove it.',
    'secret-from': 'A secret comes from the build command, so it takes no from, and the build stops. Remove it.',
    'secret-sharing': 'A secret is not shared between builds, so it takes no sharing, and the build stops. Remove it.',
    'secret-source': 'Which secret? Give id, source or target; without one the build stops.',
    'secret-both': 'A secret is named by id or by source, not by both, so the build stops. Remove one.',
    'root-target': 'Nothing can be mounted over the root directory, so the build stops. Name a directory below it.',
    'no-target': 'This mount has no target, so it hides the working directory. Give target= a path.',
  },
  check(file, report) {
    for (const instruction of file.all('RUN')) {
      for (const mount of instruction.mounts) {
        if (mount.flag.value === undefined) continue;
        for (const { fault, span, key, value, meant } of mountProblems(mount)) {
          const fixes: RuleFix[] = meant === undefined ? [] : [{ title: `Write ${meant}`, applicability: 'unsafe', edits: [{ span, newText: meant }] }];
          const data = { key, value, type: mount.type, meant: meant === undefined ? '' : ` Did you mean ${meant}?` };
          report(span, fault, { data, fixes, ...(fault === 'no-target' ? { severity: 'warning' as const } : {}) });
        }
      }
    }
  },
});
