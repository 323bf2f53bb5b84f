import { rename } from '../../daemon/edits';
import { daemonKeys, idleKeys } from '../../daemon/keys';
import type { DaemonModel, Member } from '../../daemon/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const unusedDaemonKey = defineRule({
  name: 'unused-daemon-key',
  target: 'daemon',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A name that dockerd takes for known, since a flag is called so, and whose value it never reads; or a key that is one level too deep.',
    why: 'dockerd starts without a word, and the setting has no effect: a mirror is not used, a limit not set, a proxy not asked.',
    bad: '{\n  "registry-mirror": ["https://mirror.example.org"]\n}\n',
    good: '{\n  "registry-mirrors": ["https://mirror.example.org"]\n}\n',
    exceptions: 'Read from the source of Docker 29.7; proxies are read by Docker 23.0 and later.',
  },
  messages: {
    flag: 'A flag is called {key}, but in daemon.json dockerd reads {meant} and ignores this.',
    proxy: 'dockerd reads {key} within "proxies" only and ignores it here.',
    nothing: 'A flag is called {key}, but dockerd does not read it from daemon.json. Take it out.',
    deeper: 'dockerd reads {key} at the top of the file only and ignores it within {object}.',
  },
  check(file, report) {
    for (const member of file.members) {
      const { name, nameSpan, value } = member;
      if (Object.hasOwn(idleKeys, name)) {
        // Objects are looked into for keys, which an unknown one stops at.
        if (value?.kind === 'object') continue;
        const meant = idleKeys[name];
        if (meant === undefined) report(nameSpan, 'nothing', { data: { key: name } });
        else if (meant === 'proxies') report(nameSpan, 'proxy', { data: { key: name }, fixes: moveToProxies(file, member) });
        else report(nameSpan, 'flag', { data: { key: name, meant }, fixes: useKey(file, member, meant) });
      } else if (name === 'proxies' || !Object.hasOwn(daemonKeys, name)) {
        for (const inner of value?.kind === 'object' ? value.members : []) {
          if (Object.hasOwn(daemonKeys, inner.name)) report(inner.nameSpan, 'deeper', { data: { key: inner.name, object: name } });
        }
      }
    }
  },
});

function useKey(file: DaemonModel, member: Member, key: string): RuleFix[] {
  if (!member.value || file.members.some(({ name }) => name === key)) return [];
  const { type } = daemonKeys[key]!;
  const list = typeof type === 'object' && 'list' in type;
  const listed = list && member.value.kind === 'string' ? [{ span: member.value.span, newText: `[${file.source.slice(member.value.span)}]` }] : [];
  return list && (listed.length > 0 || member.value.kind === 'array') ? [{ title: `Use "${key}"`, applicability: 'unsafe', edits: [rename(member, key), ...listed] }] : [];
}

/** One that is alone; several would each make an object of their own. */
function moveToProxies({ source, members }: DaemonModel, { span, value }: Member): RuleFix[] {
  if (value?.kind !== 'string' || members.some(({ name }) => name === 'proxies') || members.filter(({ name }) => idleKeys[name] === 'proxies').length > 1) return [];
  return [{ title: 'Put it into "proxies"', applicability: 'unsafe', edits: [{ span, newText: `"proxies": { ${source.slice(span)} }` }] }];
}
