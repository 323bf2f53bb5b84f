import { removeMember } from '../../daemon/edits';
import type { Member } from '../../daemon/model';
import { objectsIn } from '../../daemon/values';
import { defineRule } from '../../rule';

export const duplicateDaemonKey = defineRule({
  name: 'duplicate-daemon-key',
  target: 'daemon',
  severity: 'warning',
  category: 'correctness',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'safe',
  docs: {
    what: 'A key stands twice in an object of daemon.json.',
    why: 'dockerd takes the last one and says nothing: what is set above has no effect, though it reads as if it had.',
    bad: '{\n  "icc": false,\n  "live-restore": true,\n  "icc": true\n}\n',
    good: '{\n  "icc": false,\n  "live-restore": true\n}\n',
    exceptions: 'Of objects Go reads one into the other, so these are not put right by a safe fix.',
  },
  messages: { twice: '{key} stands again in line {line}, and dockerd takes that one. Take this one out.' },
  check(file, report) {
    for (const object of objectsIn(file.root)) {
      const last = new Map(object.members.map((member) => [member.name, member]));
      for (const member of object.members) {
        const other = last.get(member.name)!;
        if (other === member) continue;
        report(member.nameSpan, 'twice', {
          data: { key: member.name, line: file.source.lineAt(other.nameSpan.start) + 1 },
          tags: ['unnecessary'],
          related: [{ span: other.nameSpan, message: 'This one counts.' }],
          fixes: [{ title: 'Take this one out', applicability: isRead(other) && !isObject(member) ? 'safe' : 'unsafe', edits: [removeMember(object, member)] }],
        });
      }
    }
  },
});

function isObject({ value }: Member): boolean {
  return value?.kind === 'object';
}

/** To Go null sets nothing, so that the earlier one counts. */
function isRead(member: Member): boolean {
  return member.value !== undefined && member.value.kind !== 'null' && !isObject(member);
}
