import { replaceValue } from '../../daemon/edits';
import { daemonKeys } from '../../daemon/keys';
import { checkType } from '../../daemon/types';
import { defineRule } from '../../rule';
import { likelyMeant } from '../../text/nearest';

export const wrongDaemonValueType = defineRule({
  name: 'wrong-daemon-value-type',
  target: 'daemon',
  severity: 'error',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A value is of another type than dockerd reads there: a number in log-opts, "true" in quotes, a text where a list is wanted.',
    why: 'Go reads the whole file or nothing, so dockerd does not start. The options of log drivers are the usual trap: they are texts, also where they look like numbers.',
    bad: '{\n  "log-driver": "json-file",\n  "log-opts": { "max-size": "10m", "max-file": 3 }\n}\n',
    good: '{\n  "log-driver": "json-file",\n  "log-opts": { "max-size": "10m", "max-file": "3" }\n}\n',
    exceptions: 'null is taken for a key that is not there. Fields of objects are told in any casing, as Go does.',
  },
  messages: {
    type: '{key} takes {expected}; with anything else dockerd does not start.',
    field: '{key} has no {field}, and dockerd does not start with it. It knows {known}.',
  },
  check(file, report) {
    for (const { name, value } of file.members) {
      if (!value || !Object.hasOwn(daemonKeys, name)) continue;
      const { problems, unknown } = checkType(name, value, daemonKeys[name]!.type);
      for (const { node, expected, path, meant } of problems) {
        report(node.span, 'type', {
          data: { key: path, expected },
          fixes: meant === undefined ? [] : [{ title: `Write ${JSON.stringify(meant)}`, applicability: 'safe', edits: [replaceValue(node, meant)] }],
        });
      }
      for (const { member, path, known } of unknown) {
        const meant = likelyMeant(member.name, known);
        report(member.nameSpan, 'field', {
          data: { key: path, field: member.name, known: known.join(', ') },
          fixes: meant === undefined ? [] : [{ title: `Use "${meant}"`, applicability: 'unsafe', edits: [{ span: member.nameSpan, newText: JSON.stringify(meant) }] }],
        });
      }
    }
  },
});
