import { setKey } from '../../daemon/edits';
import { textOf } from '../../daemon/values';
import { defineRule } from '../../rule';

export const wideSocketGroup = defineRule({
  name: 'wide-socket-group',
  target: 'daemon',
  severity: 'error',
  category: 'privilege',
  preset: 'recommended',
  since: '0.1.0',
  sources: {},
  fix: 'unsafe',
  docs: {
    what: 'The socket of Docker belongs to a group that every user, or every service, is in.',
    why: 'Whoever may write to the socket is root on the host: one container with its file system is enough.',
    bad: '{\n  "group": "users"\n}\n',
    good: '{\n  "group": "docker"\n}\n',
    exceptions: 'Any other group is taken as made for the purpose; still, its members are root.',
  },
  messages: {
    wide: 'Everybody in {group} is root on this host, through the socket. Use a group for those who may be, such as docker.',
  },
  check(file, report) {
    const group = textOf(file, 'group');
    if (group && wide.test(group.value.trim())) report(group.span, 'wide', { data: { group: group.value }, fixes: setKey(file, 'group', 'docker') });
  },
});

/** Groups of all users, of system services, and their names on Windows. */
const wide = /^(?:users|staff|nobody|nogroup|www-data|everyone|authenticated users|domain users|(?:builtin\\\\?)?users)$/i;
