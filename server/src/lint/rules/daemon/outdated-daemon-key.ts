import { removeKey } from '../../daemon/edits';
import { fadingKeys } from '../../daemon/keys';
import type { DaemonModel, JsonNode, Member } from '../../daemon/model';
import { defineRule } from '../../rule';
import type { RuleFix } from '../../rule';

export const outdatedDaemonKey = defineRule({
  name: 'outdated-daemon-key',
  target: 'daemon',
  severity: 'info',
  category: 'maintainability',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'A key that dockerd still takes, but has another name for or no use for any more.',
    why: 'It is on its way out, and dockerd does not start with keys that it does not know. A key without an effect also makes readers believe in one.',
    bad: '{\n  "host-gateway-ip": "10.1.0.1"\n}\n',
    good: '{\n  "host-gateway-ips": ["10.1.0.1"]\n}\n',
    exceptions: 'Where older daemons read the same file, the old name may still be needed.',
  },
  messages: {
    renamed: 'Since Docker {release} {key} is called {replacement}, which takes a list.',
    idle: 'Since Docker {release} {key} has no effect. Take it out.',
  },
  check(file, report) {
    for (const member of file.members) {
      if (!Object.hasOwn(fadingKeys, member.name)) continue;
      const { since, replacement, idle } = fadingKeys[member.name]!;
      const data = { release: since, key: member.name };
      if (idle || replacement === undefined) report(member.nameSpan, 'idle', { data, tags: ['deprecated'], fixes: removeKey(file, member) });
      else report(member.nameSpan, 'renamed', { data: { ...data, replacement }, tags: ['deprecated'], fixes: asList(file, member, replacement) });
    }
  },
});

function asList({ source, members }: DaemonModel, { span, value }: Member, name: string): RuleFix[] {
  if (value?.kind !== 'string' || members.some((member) => member.name === name)) return [];
  return [{ title: `Use "${name}"`, applicability: 'unsafe', edits: [{ span, newText: `${JSON.stringify(name)}: [${source.slice((value satisfies JsonNode).span)}]` }] }];
}
