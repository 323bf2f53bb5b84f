import { rename } from '../../daemon/edits';
import { closedObjects, daemonKeys, goneKeys, isAccepted } from '../../daemon/keys';
import type { Member } from '../../daemon/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';
import { likelyMeant } from '../../text/nearest';

export const unknownDaemonKey = defineRule({
  name: 'unknown-daemon-key',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A key that dockerd does not know.',
    why: 'dockerd compares every key with its own and does not start where one is unknown, so that after the next restart no container runs. Upper and lower case matter, and most keys of lists are plural.',
    bad: '{\n  "registry-mirors": ["https://mirror.example.org"]\n}\n',
    good: '{\n  "registry-mirrors": ["https://mirror.example.org"]\n}\n',
    exceptions: 'Knows the keys of Docker 29.7 on Linux and Windows; an older daemon refuses those that came later. Keys that were removed are reported by `removed-daemon-key`, names that are taken and never used by `unused-daemon-key`.',
  },
  messages: {
    unknown: 'dockerd knows no key {key} and does not start with it. Take it out.',
    meant: 'dockerd knows no key {key} and does not start with it. Did you mean {meant}?',
    below: 'dockerd looks for the keys of {object} among its own, knows no {key}, and does not start.',
  },
  check(file, report) {
    for (const member of file.members) {
      const { name, nameSpan, value } = member;
      if (Object.hasOwn(goneKeys, name) || closedObjects.has(name)) continue;
      const data = { key: JSON.stringify(name) };
      const meant = isAccepted(name) ? undefined : keyMeant(name);
      // Of an object dockerd only asks for the keys within.
      if (value?.kind === 'object') {
        const strangers = value.members.filter((inner) => !isAccepted(inner.name) && !Object.hasOwn(goneKeys, inner.name));
        if (meant !== undefined) report(nameSpan, 'meant', { data: { ...data, meant }, fixes: renameFix(member, meant) });
        else for (const inner of strangers) report(inner.nameSpan, 'below', { data: { key: JSON.stringify(inner.name), object: data.key } });
      } else if (meant !== undefined) report(nameSpan, 'meant', { data: { ...data, meant }, fixes: renameFix(member, meant) });
      else if (!isAccepted(name)) report(nameSpan, 'unknown', { data });
    }
  },
});

/** `log_opts`, `Debug` and `logOpts` too. */
function keyMeant(name: string): string | undefined {
  const dashed = name.replace(/([a-z])([A-Z])/g, '$1-$2').replace(/[_ ]/g, '-').toLowerCase();
  return Object.hasOwn(daemonKeys, dashed) ? dashed : likelyMeant(dashed, Object.keys(daemonKeys));
}

function renameFix(member: Member, key: string): RuleFix[] {
  return [{ title: `Use "${key}"`, applicability: 'unsafe', edits: [rename(member, key)] }];
}
